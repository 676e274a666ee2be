import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Log, LogLevel, Miniflare } from "miniflare";
import { packageDirectory, projectOf } from "../installed.ts";
import { bundle, type Platform } from "./platform.ts";

/** A worker of workerd that runs a program of the tests, which answers each request. */
export async function openWorkerd<Question, Answer>(
  program: string,
  name: string,
): Promise<Platform<Question, Answer>> {
  return startWorkerd(program, join(projectOf(name, {}), "worker.js"), packageDirectory);
}

/** The same for a package that is installed elsewhere: `worker` is the file to write, in a project that finds it. */
export async function startWorkerd<Question, Answer>(
  program: string,
  worker: string,
  installed: string,
): Promise<Platform<Question, Answer>> {
  // The package is found from the project that it is installed in.
  writeFileSync(worker, await bundle(program, /^wexa-executeflow$/));
  const contents = await bundle(worker, /\.wasm$/, ["workerd", "worker", "browser", "import"]);
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
      {
        type: "CompiledWasm",
        path: "/wexa.wasm",
        contents: new Uint8Array(readFileSync(join(installed, "dist/wexa.wasm"))),
      },
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
    async run(question) {
      const init = { method: "POST", body: JSON.stringify(question) };
      const response = await workers.dispatchFetch("http://worker.test/", init);
      if (!response.ok) throw new Error(`the worker failed: ${await response.text()}\n${printed}`);
      return (await response.json()) as Answer;
    },
    printed: () => printed,
    stop: () => workers.dispose(),
  };
}
