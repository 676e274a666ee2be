import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageDirectory, projectOf } from "../../support/installed.ts";
import { bundle } from "../../support/platforms/platform.ts";
import { STEP } from "./inside/world.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
let worker: Miniflare;

beforeAll(async () => {
  stage = await openStage();
  const project = projectOf("watch-workerd", {});
  // The package is found from the project that it is installed in.
  const program = join(import.meta.dirname, "inside/worker-program.ts");
  writeFileSync(join(project, "worker.js"), await bundle(program, /^wexa-executeflow$/));
  const conditions = ["workerd", "worker", "browser", "import"];
  const contents = await bundle(join(project, "worker.js"), /\.wasm$/, conditions);
  worker = new Miniflare({
    modulesRoot: "/",
    modules: [
      { type: "ESModule", path: "/worker.js", contents },
      {
        type: "CompiledWasm",
        path: "/wexa.wasm",
        contents: new Uint8Array(readFileSync(join(packageDirectory, "dist/wexa.wasm"))),
      },
    ],
    // Before workerd began to forgive a request that waits on what another one has begun.
    compatibilityDate: "2024-01-01",
    bindings: { ...stage.given("workerd") },
  });
  await worker.ready;
});
afterAll(async () => {
  await worker?.dispose();
  await stage?.stop();
});

async function control(path: string, body: object): Promise<void> {
  const { base } = stage.given("workerd");
  const init = { method: "POST", body: JSON.stringify(body) };
  expect((await fetch(`${base}/__emulator/${path}`, init)).ok).toBe(true);
}

/** Starts an execution of two steps. */
async function started(): Promise<string> {
  const { base, key, request } = stage.given("workerd");
  await control("scripts", { steps: 2, stepDuration: STEP });
  const response = await fetch(`${base}/execute_flow?projectID=${request.projectID}`, {
    method: "POST",
    headers: { "x-api-key": key, "content-type": "application/json" },
    body: JSON.stringify({ ...request, goal: "run", input_variables: {} }),
  });
  return ((await response.json()) as { execution_id: string }).execution_id;
}

/** What one request of the worker sees, line by line. */
async function follow(query: string, signal?: AbortSignal) {
  // Over the network: `dispatchFetch` holds a body back until it is whole, and so does compression.
  const headers = { "accept-encoding": "identity" };
  const response = await fetch(new URL(`/?${query}`, await worker.ready), {
    headers,
    signal: signal ?? null,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async line(): Promise<string> {
      while (!text.includes("\n")) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) return "the end";
        text += value;
      }
      const line = text.slice(0, text.indexOf("\n"));
      text = text.slice(line.length + 1);
      return line;
    },
  };
}

const advance = (): Promise<void> => control("clock", { advance: STEP });

// A timeout of the test is how a watch that waits for another request's dead one would show.
test.each(["by itself", "with its client gone"])(
  "two requests follow one execution, and the one that is ended %s does not end the other",
  async (way) => {
    const id = await started();
    const controller = new AbortController();
    const one = await follow(`id=${id}${way === "by itself" ? "&abort=1000" : ""}`, controller.signal);
    expect(await one.line()).toBe("ready 0");
    const two = await follow(`id=${id}`);
    expect(await two.line()).toBe("ready 0");
    if (way === "by itself") expect(await one.line()).toBe("AbortError");
    else controller.abort();
    for (const next of ["running 0", "running 1", "completed 2, concluded", "the end"]) {
      if (next !== "the end") await advance();
      expect(await two.line()).toBe(next);
    }
  },
);

test("requests that follow one execution at the same time all see it to its end", async () => {
  const id = await started();
  const watches = await Promise.all(Array.from({ length: 5 }, () => follow(`id=${id}`)));
  for (const next of ["ready 0", "running 0", "running 1", "completed 2, concluded", "the end"]) {
    expect(await Promise.all(watches.map((watch) => watch.line()))).toEqual(Array(5).fill(next));
    if (next !== "the end") await advance();
  }
});
