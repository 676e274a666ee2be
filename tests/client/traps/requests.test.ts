import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OTHERS, type Played } from "./expected.ts";
import type { Task } from "./inside/requests-worker.ts";
import { CAUSES, WAYS } from "./inside/trap.ts";
import { openTrapWorker, type TrapWorker } from "./trap-worker.ts";

let worker: TrapWorker<Task, unknown>;
beforeAll(async () => {
  worker = await openTrapWorker(join(import.meta.dirname, "inside/requests-worker.ts"));
});
afterAll(() => worker?.stop());

// workerd refuses to settle a promise, clear a timer or abort a fetch of another request, and says so.
test.each(WAYS)(
  "%s in one request of workerd: the calls of another one end at their own next event",
  async (way) => {
    const told = worker.play({ begin: "ten calls", patience: 2000 }) as Promise<Played>;
    await expect.poll(() => worker.play({ look: "whether they wait" }), { interval: 20 }).toBe(true);
    expect(await worker.play({ trap: way })).toEqual({ codes: ["wasm_panic", "resolved"], ended: false });
    expect(await told).toEqual({ calls: OTHERS, late: 0, timers: 0, causes: [CAUSES[way]], uncaught: [] });
    expect(worker.printed()).toBe("");
  },
);
