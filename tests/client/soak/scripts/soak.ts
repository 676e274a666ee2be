// Calls by the hundred thousand, and what memory and handles they leave behind. Needs --expose-gc.
import { getEventListeners } from "node:events";
import { callsOf, make } from "./calls.ts";
import { instances } from "./instances.ts";

const [address = "", count = "0"] = process.argv.slice(2);
const of: typeof import("../../../../npm/index.ts") = await import(address);

/** Before this many, what is remembered of the latest creates still grows: see npm/executions/create-registry.ts. */
const WARM_UP = 60_000;
const SAMPLES = 10;

export interface Sample {
  calls: number;
  /** Bytes of the module's linear memory. */
  wasm: number;
  /** Bytes of JavaScript's heap, and of what it holds outside of it, after collecting garbage. */
  heap: number;
  /** Tables through which the module refers to JavaScript values. */
  tables: number;
  /** Timers that are still running, and listeners on the signal that all calls were given. */
  timers: number;
  listeners: number;
}

const { signal } = new AbortController();

async function sample(calls: number): Promise<Sample> {
  // What has ended in this turn of the loop is let go of in the next ones.
  for (let time = 0; time < 5; time++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    globalThis.gc?.();
  }
  const [{ memory, tables } = {}] = instances;
  if (!memory || tables === undefined) throw new Error("the module was not seen");
  const { heapUsed, external } = process.memoryUsage();
  const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  return {
    calls,
    wasm: memory.buffer.byteLength,
    heap: heapUsed + external,
    tables,
    timers,
    listeners: getEventListeners(signal, "abort").length,
  };
}

const all = callsOf(of, signal);
await make(all, WARM_UP, new Map());
const ends = new Map<string, number>();
const samples = [await sample(0)];
for (let part = 1; part <= SAMPLES; part++) {
  const each = Number(count) / SAMPLES;
  await make(all, each, ends);
  samples.push(await sample(part * each));
}
const report = { samples, ends: Object.fromEntries(ends), instances: instances.length };
process.stdout.write(`${JSON.stringify(report)}\n`);
