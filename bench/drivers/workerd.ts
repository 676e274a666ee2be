import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { build } from "vite";
import { SHORT } from "../inside/cases.ts";
import { type Figure, measure } from "../inside/measure.ts";

const CALLS = 200;

/** Creates in workerd: the time of a request that makes many, less that of a request that makes none. */
export async function inWorkerd(project: string): Promise<Figure[]> {
  const outDir = join(project, "worker");
  await build({
    root: project,
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["workerd", "worker", "import"] },
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      target: "es2022",
      lib: { entry: join(project, "inside/worker.ts"), formats: ["es"], fileName: "worker" },
      rolldownOptions: { external: [/\.wasm$/] },
    },
  });
  // workerd finds modules by their names in the bundle.
  const contents = readFileSync(join(outDir, "worker.js"), "utf8").replace(/"[^"]*\.wasm"/g, '"./wexa.wasm"');
  const wasm = readFileSync(join(project, "node_modules/wexa-executeflow/dist/wexa.wasm"));
  const worker = new Miniflare({
    modulesRoot: "/",
    modules: [
      { type: "ESModule", path: "/worker.js", contents },
      { type: "CompiledWasm", path: "/wexa.wasm", contents: new Uint8Array(wasm) },
    ],
    compatibilityDate: "2026-01-01",
  });
  try {
    const url = await worker.ready;
    const send = async (contender: string, calls: number): Promise<unknown> => {
      const query = new URLSearchParams({ contender, calls: String(calls) });
      const response = await fetch(new URL(`/?${query}`, url));
      if (!response.ok) throw new Error(`${contender}: ${await response.text()}`);
      return response.json();
    };
    const names = (await send("", 0)) as string[];
    const rounds = { rounds: 12, time: 60, iterations: 4 };
    const empty = await measure(
      names.map((name) => ({ name, calls: 1, run: () => send(name, 0) })),
      rounds,
    );
    const nothing = Math.min(...empty.map(({ median }) => median)) / CALLS;
    const full = await measure(
      names.map((name) => ({ name, calls: CALLS, run: () => send(name, CALLS) })),
      { ...SHORT, time: 60 },
    );
    const raw = (full[0]?.median ?? Number.NaN) - nothing;
    return full.map((figure) => ({
      ...figure,
      median: figure.median - nothing,
      low: figure.low - nothing,
      high: figure.high - nothing,
      ratio: (figure.median - nothing) / raw,
      ratioLow: (figure.low - nothing) / raw,
      ratioHigh: (figure.high - nothing) / raw,
    }));
  } finally {
    await worker.dispose();
  }
}
