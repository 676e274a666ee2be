// The built page, made once for a run of tests: each test file is a process of its own.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";
import { inject } from "vitest";

export const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const kept = fromRoot("target/test/console");

/** Has the page take the package as users get it. By itself it takes it from the repository. */
const fromPacked: Plugin = {
  name: "from-packed",
  enforce: "pre",
  resolveId(id) {
    if (!/^wexa-executeflow(\/|$)/.test(id)) return null;
    return this.resolve(id, join(inject("packed"), "package.json"), { skipSelf: true });
  },
};

/** The directory of the page. Whoever comes first builds it; the others wait. */
export async function builtPage(): Promise<string> {
  // The processes of one run have one parent.
  const place = join(kept, String(process.ppid));
  const [outDir, done, failed] = ["page", "done", "failed"].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(kept, { recursive: true });
  if (isFirst(place)) {
    for (const other of readdirSync(kept)) if (other !== String(process.ppid)) forget(other);
    try {
      await build({
        configFile: fromRoot("www/vite.config.ts"),
        plugins: [fromPacked],
        logLevel: "error",
        build: { outDir },
      });
      writeFileSync(done, "");
    } catch (error) {
      writeFileSync(failed, String(error));
      throw error;
    }
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error("the page could not be built: another test file says why");
    await sleep(100);
  }
  return outDir;
}

/** Making a directory is atomic. */
function isFirst(place: string): boolean {
  try {
    mkdirSync(place);
    return true;
  } catch {
    return false;
  }
}

/** That of a run that has ended. */
function forget(run: string): void {
  try {
    process.kill(Number(run), 0);
  } catch {
    rmSync(join(kept, run), { recursive: true, force: true });
  }
}
