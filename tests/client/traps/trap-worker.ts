// workerd with the package that traps when it is told to.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { Log, LogLevel, Miniflare } from "miniflare";
import { inject } from "vitest";
import { bundle } from "../../support/platforms/platform.ts";

export interface TrapWorker<Scene, Played> {
  play(scene: Scene): Promise<Played>;
  /** What the runtime and the worker have printed. */
  printed(): string;
  stop(): Promise<void>;
}

export async function openTrapWorker<Scene, Played>(program: string): Promise<TrapWorker<Scene, Played>> {
  const project = inject("packedTrap");
  const worker = join(project, basename(program).replace(".ts", ".js"));
  // The package is found from the project that it is installed in.
  writeFileSync(worker, await bundle(program, /^wexa-executeflow$/));
  const contents = await bundle(worker, /\.wasm$/, ["workerd", "worker", "browser", "import"]);
  const wasm = readFileSync(join(project, "node_modules/wexa-executeflow/dist/wexa.wasm"));
  let printed = "";
  const keep = (stream: Readable): void => {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  };
  const workers = new Miniflare({
    modulesRoot: "/",
    modules: [
      { type: "ESModule", path: "/worker.js", contents },
      { type: "CompiledWasm", path: "/wexa.wasm", contents: new Uint8Array(wasm) },
    ],
    compatibilityDate: "2024-01-01",
    // Before, workerd took for uncaught what was caught a moment later.
    compatibilityFlags: ["unhandled_rejection_after_microtask_checkpoint"],
    log: new Log(LogLevel.ERROR),
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      keep(stdout);
      keep(stderr);
    },
  });
  await workers.ready;
  return {
    async play(scene) {
      const init = { method: "POST", body: JSON.stringify(scene) };
      const response = await workers.dispatchFetch("http://worker.test/", init);
      if (!response.ok) throw new Error(`the worker failed: ${await response.text()}\n${printed}`);
      return (await response.json()) as Played;
    },
    printed: () => printed,
    stop: () => workers.dispose(),
  };
}
