import {
  type Act,
  advance,
  ask,
  cancel,
  NEVER,
  pause,
  resume,
  type Scenarios,
  STEP,
  TOO_LONG,
} from "../world.ts";

/** How executions go, and what goes wrong on the way to them. */
export const lives: Scenarios = {
  async "straight to its end"(world) {
    await world.start({ steps: 2 });
    return world.watch([advance, advance, advance]);
  },
  async "over before it is watched"(world) {
    await world.start({ steps: 1 });
    await world.advance(2 * STEP);
    return { ...(await world.watch([])), looks: (await world.requests("executions.get")).length };
  },
  async "paused and resumed"(world) {
    await world.start({ steps: 2 });
    return world.watch([advance, pause, resume, advance, advance]);
  },
  async "cancelled from elsewhere"(world) {
    await world.start({ steps: 2 });
    return world.watch([advance, cancel]);
  },
  async "cancelled from elsewhere, spelt canceled"(world) {
    await world.start({ steps: 2, statuses: { cancelled: "canceled" } });
    return world.watch([advance, cancel]);
  },
  async failed(world) {
    await world.start({ steps: 2, failAt: 1 });
    return world.watch([advance, advance, advance]);
  },
  async "a status that nobody knows"(world) {
    await world.start({ steps: 2, statuses: { running: "brewing" } });
    return world.watch([advance, advance, advance]);
  },
  async "never ending"(world) {
    await world.start(NEVER);
    return world.watch([], { totalTimeout: TOO_LONG });
  },
  async "waiting for a person whom nobody asks"(world) {
    await world.start(ask("preview"));
    const story = await world.watch([advance], { totalTimeout: TOO_LONG });
    return { ...story, looksIntoTheInbox: (await world.requests("inbox.list")).length };
  },
  async "gone midway"(world) {
    await world.start({ steps: 2 });
    return world.watch([
      advance,
      (world) => world.fault({ match: { operation: "executions.get" }, status: 404 }),
    ]);
  },
  async "the emulator restarted midway"(world) {
    await world.start({ steps: 2 });
    const errors = new Set<string>();
    const story = await world.watch([advance, (world) => world.stage("stop")], {
      maxErrors: 100,
      maxInterval: 50,
      onError: async ({ code }, inARow) => {
        errors.add(code);
        if (inARow === 1) await world.stage("start");
      },
    });
    return { ...story, errors: [...errors] };
  },

  async "failures that pass"(world) {
    await world.start({ steps: 1 });
    const errors: unknown[] = [];
    const fail: Act = async (world) => {
      await world.fault({ match: { operation: "executions.get" }, status: 502, times: 2 });
      await world.fault({ match: { operation: "executions.get" }, nonJson: true, status: 503 });
      await world.advance();
    };
    const story = await world.watch([fail, fail], {
      onError: ({ code, status }, inARow) => void errors.push([code, status, inARow]),
    });
    return { ...story, errors };
  },
  async "failures that do not pass"(world) {
    await world.start({ steps: 1 });
    const errors: unknown[] = [];
    const story = await world.watch(
      [(world) => world.fault({ match: { operation: "executions.get" }, status: 502, times: 9 })],
      { maxErrors: 2, onError: ({ code }, inARow) => void errors.push([code, inARow]) },
    );
    return { ...story, errors };
  },
  async "an onError that throws"(world) {
    await world.start({ steps: 1 });
    return world.watch(
      [(world) => world.fault({ match: { operation: "executions.get" }, status: 502, times: 9 })],
      {
        onError: () => {
          throw new Error("enough");
        },
      },
    );
  },
  async "a server that says when to come back"(world) {
    await world.start(NEVER);
    const headers = { "retry-after": "3600" };
    await world.fault({ match: { operation: "executions.get" }, headers });
    const controller = new AbortController();
    const soon: Act = () => void setTimeout(() => controller.abort("no later look"), 200);
    const story = await world.watch([soon], { signal: controller.signal });
    return { ...story, looks: (await world.requests("executions.get")).length };
  },
  async "a server that refuses for an hour"(world) {
    await world.start(NEVER);
    await world.fault({ match: { operation: "executions.get" }, status: 429, retryAfter: 3600 });
    const controller = new AbortController();
    const onError = () => void setTimeout(() => controller.abort("no later look"), 200);
    const story = await world.watch([], { signal: controller.signal, onError });
    return { ...story, looks: (await world.requests("executions.get")).length };
  },
};
