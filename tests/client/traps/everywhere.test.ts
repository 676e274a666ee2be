import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../support/packed.ts";
import type { Ended, Told } from "./inside/calls.ts";
import type { Scene } from "./inside/play.ts";
import { openTrapWorker, type TrapWorker } from "./trap-worker.ts";

type Place = Pick<Scene, "point" | "attempt">;
type Played = Told & { uncaught: string[] };

const POINTS = { request: "sends", response: "gets its response", body: "gets its body" } as const;
const scenes = (["first", "second", "search"] as const).flatMap((attempt) =>
  (["request", "response", "body"] as const).map((point) => ({
    point,
    attempt,
    when: `its ${attempt} attempt ${POINTS[point]}`,
  })),
);

const panic = (outcome: string, sent: number): Ended => ({
  code: "wasm_panic",
  outcome,
  sent,
  aborted: true,
});
const resolved: Ended = { code: "resolved", outcome: null, sent: 1, aborted: true };

function expected({ point, attempt }: Place): Played {
  const began = attempt === "second" ? 2 : 1;
  const sent = point === "request" ? began - 1 : began;
  return {
    calls: {
      held: panic("unknown", 1),
      streaming: panic("unknown", 1),
      // It was refused, but the call has begun to fetch: to be in doubt is safe.
      sleeping: panic("unknown", 1),
      "waiting for its key": panic("not_sent", 0),
      // What has been lost is searched for, by the next instance. So it is where a search has met the trap.
      ...(attempt === "search" ? {} : { "about to search": resolved }),
      trapped: attempt === "search" ? resolved : panic(sent > 0 ? "unknown" : "not_sent", sent),
      next: resolved,
    },
    late: 0,
    timers: 0,
    causes: ["RuntimeError: unreachable"],
    uncaught: [],
  };
}

describe.concurrent("in Node", () => {
  test.each(scenes)(
    "a trap of one call as $when ends the others, and nothing is sent twice",
    async (scene) => {
      const program = new URL("inside/node-program.ts", import.meta.url);
      // The others are told at once: with a patience as long, it would not end in time otherwise.
      const args = [JSON.stringify({ ...scene, patience: 50_000 })];
      const ran = await run<Played>(program, { variant: "packedTrap", args });
      expect(ran.report).toEqual(expected(scene));
      expect({ exitCode: ran.exitCode, stderr: ran.stderr }).toEqual({ exitCode: 0, stderr: "" });
    },
  );
});

describe("in workerd", () => {
  let worker: TrapWorker<Scene, Played>;
  beforeAll(async () => {
    worker = await openTrapWorker(join(import.meta.dirname, "inside/worker-program.ts"));
  });
  afterAll(() => worker?.stop());

  test.each(scenes)(
    "a trap of one call as $when ends the others, and nothing is sent twice",
    async (scene) => {
      // The others find out when their time is up: one request of an edge host must not wake another.
      expect(await worker.play({ ...scene, patience: 1000 })).toEqual(expected(scene));
      expect(worker.printed()).toBe("");
    },
  );
});
