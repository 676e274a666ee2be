import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { Miniflare } from "miniflare";
import { expect } from "vitest";
import { environment, given, type Outcome, withEmulator } from "../../harness/environment.ts";
import { projectOf, warnings } from "../../harness/project.ts";
import { answerOf, serving } from "../../harness/serving.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
const version = (): string => project.version("wrangler");

function dev(...entry: string[]): Promise<Outcome> {
  const args = ["dev", ...entry, "--ip", "127.0.0.1", "--port", "0", "--var", `GIVEN:${given}`];
  return serving(project, "wrangler", args, async (url, printed) => {
    const outcome = await answerOf(url);
    expect(warnings(printed)).toEqual([]);
    return outcome;
  });
}

environment("Cloudflare workerd", "wrangler dev", version, () => dev());
environment("Cloudflare workerd", "library of wexa-executeflow/slim", version, () => dev("slim.js"), false);

environment("Cloudflare workerd", "wrangler deploy", version, async () => {
  const to = join(project.directory, "dist");
  const args = ["deploy", "--dry-run", "--outdir", to];
  expect(warnings(await project.run("wrangler", args))).toEqual([]);
  const modules = readdirSync(to).filter((name) => /\.(js|wasm)$/.test(name));
  expect(modules.map(extname).sort()).toEqual([".js", ".wasm"]);
  const worker = new Miniflare({
    modulesRoot: to,
    // The first is the one that is started.
    modules: [
      { type: "ESModule", path: join(to, "edge.js") },
      ...modules
        .filter((name) => name.endsWith(".wasm"))
        .map((name) => ({ type: "CompiledWasm" as const, path: join(to, name) })),
    ],
    compatibilityDate: "2024-01-01",
    bindings: { GIVEN: given },
  });
  try {
    const bytes = modules.reduce(
      (sum, name) => sum + brotliCompressSync(readFileSync(join(to, name))).length,
      0,
    );
    return { ...(await answerOf((await worker.ready).href)), bytes };
  } finally {
    await worker.dispose();
  }
});
