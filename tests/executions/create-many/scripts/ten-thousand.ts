// Starts by the thousand at the emulator, and how much memory they take. Needs --expose-gc.
import { report } from "../../../support/documented.ts";

const [address = "", count = "0"] = process.argv.slice(2);

/** The memory of the module, which no one gives away: seen as it is made. */
const memories: WebAssembly.Memory[] = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (async (...given: Parameters<typeof instantiate>) => {
  const made = await instantiate(...given);
  const { exports } = "instance" in made ? (made.instance as WebAssembly.Instance) : made;
  // The build gives the exports names of its own.
  memories.push(...Object.values(exports).filter((held) => held instanceof WebAssembly.Memory));
  return made;
}) as typeof instantiate;

const { WexaClient }: typeof import("../../../../npm/index.ts") = await import(address);
const { createEmulator }: typeof import("../../../../npm/emulator/index.ts") = await import(
  new URL("node_modules/wexa-executeflow/dist/emulator.js", address).href
);

const emulator = createEmulator({ maxExecutions: 100, stepDuration: 1 });
const { signal } = new AbortController();
let creates = 0;
const client = new WexaClient({
  ...emulator.clientOptions(),
  fetch: async (url, init) => {
    const reply = await emulator.fetch(url, init);
    if (reply.status === 201) creates++;
    // The latest 1000 that it keeps would be memory of its own.
    emulator.clearRequests();
    return reply;
  },
  projectID: "67fdea40aac77be632954f13",
  executedBy: "67fdea40aac77be632954f0e",
  logLevel: "off",
});

function* requests(many: number): Generator<{ agentflow_id: string; goal: string }> {
  for (let index = 0; index < many; index++) {
    yield { agentflow_id: "67fdea40aac77be632954f10", goal: `number ${index}` };
  }
}

function memory(): { heap: number; wasm: number } {
  for (let time = 0; time < 4; time++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const wasm = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  return { heap: heapUsed + external - wasm, wasm };
}

/** Runs them, and looks at the memory on the way: what is held only while the loop goes on counts too. */
async function run(many: number): Promise<{ started: number; most: number }> {
  let [started, most] = [0, 0];
  // A listener of each on a signal that lives longer would be a leak, and Node would warn of so many.
  const iterable = client.executions.createMany(requests(many), { concurrency: 16, signal });
  for await (const { index, execution } of iterable) {
    if (execution?.goal === `number ${index}`) started++;
    if (index % 1000 === 999) most = Math.max(most, memory().heap);
  }
  return { started, most };
}

await run(2000);
const before = memory();
const { started, most } = await run(Number(count));
const after = memory();
report({
  started,
  creates,
  grownOnTheWay: most - before.heap,
  grown: after.heap - before.heap,
  wasm: before.wasm,
  wasmGrown: after.wasm - before.wasm,
});
