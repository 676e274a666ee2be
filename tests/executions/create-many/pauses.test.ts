// A server that is in trouble, or that wants less at once: all creates are held back together.
import { expect, test } from "vitest";
import { turn, turnClock, wexa } from "../../support/turned-clock.ts";
import { all, Server, Source, told } from "./server.ts";

turnClock();

/** Has four creates on their way. */
async function fourOpen(server: Server): Promise<void> {
  while (server.open.length < 4) {
    for (const each of server.open) each.accept();
    await turn(1);
  }
}

test("one 429 holds all of them back until the time is over, then it begins with one again", async () => {
  const server = new Server();
  const loop = all(server.client.executions.createMany(new Source(30), { concurrency: 4 }));
  await fourOpen(server);
  const [first, ...others] = server.open;
  first?.refuse(429, { "retry-after": "5" });
  await turn(1);
  // What was on its way comes to its end, and nothing follows it.
  for (const each of others) each.accept();
  const before = server.arrived.length;
  await turn(4900);
  expect(server.arrived).toHaveLength(before);

  await turn(150);
  expect(server.open.map(({ goal }) => goal)).toEqual([first?.goal]);
  await turn(20_000);
  expect(server.arrived).toHaveLength(before + 1);

  const steps: number[] = [];
  while (server.open.length > 0) {
    steps.push(server.open.length);
    for (const each of server.open) each.accept();
    await turn(1);
  }
  expect(steps.slice(0, 3)).toEqual([1, 2, 4]);
  const { given } = await loop;
  expect(given.map(told)).toEqual(Array.from({ length: 30 }, (_, index) => `${index} started`));
  expect(server.arrived).toHaveLength(31);
});

test("many 429 at once are one pause, the longest that was asked for", async () => {
  const server = new Server();
  const loop = all(server.client.executions.createMany(new Source(20), { concurrency: 4, maxRetries: 1 }));
  await fourOpen(server);
  const refused = server.open.map(({ goal }) => goal);
  for (const [place, each] of [...server.open].entries()) each.refuse(429, { "retry-after": `${place + 1}` });
  const before = server.arrived.length;
  await turn(3900);
  expect(server.arrived).toHaveLength(before);
  server.onArrival = (arrived) => arrived.accept();
  await turn(200);
  const { given } = await loop;
  // One pause is within maxRetries, though four were refused.
  expect(given.every(({ execution }) => execution)).toBe(true);
  expect(server.goals.slice(before, before + 4)).toEqual(refused);
});

test.each([
  ["429 without a time", (each: Server["open"][number]) => each.refuse(429), "rate_limit", "refused"],
  [
    "503 with one",
    (each: Server["open"][number]) => each.refuse(503, { "retry-after": "1" }),
    "server",
    "refused",
  ],
  [
    "a server that is not there",
    (each: Server["open"][number]) => each.lose("ECONNREFUSED"),
    "connection",
    "not_sent",
  ],
] as const)(
  "%s, for ever: each request is given up, and none is sent all the time",
  async (_, end, code, outcome) => {
    const server = new Server({ retryDelay: { initial: 100, max: 1000 } });
    const times: number[] = [];
    server.onArrival = (arrived) => {
      times.push(performance.now());
      end(arrived);
    };
    const loop = all(server.client.executions.createMany(new Source(6), { maxRetries: 2, concurrency: 4 }));
    await turn(30_000);
    const { given, thrown } = await loop;
    expect(thrown).toBeUndefined();
    expect(given.map(told)).toEqual([0, 1, 2, 3, 4, 5].map((index) => `${index} ${outcome}`));
    expect(given.every(({ error }) => error?.code === code && error.retryable)).toBe(true);
    // The first is tried three times; those after it once, since no answer came in between.
    expect(server.goals).toEqual(["0", "0", "0", "1", "2", "3", "4", "5"]);
    expect(given.map(({ error }) => error?.attempts)).toEqual([3, 1, 1, 1, 1, 1]);
    expect(server.most).toBe(1);
    if (code === "server")
      expect(Math.min(...times.slice(1).map((at, i) => at - (times[i] ?? 0)))).toBeGreaterThan(950);
  },
);

test("a server that asks for too long a wait is asked no more by that request, and the others wait as long as allowed", async () => {
  const server = new Server({ maxRetryAfter: 2000 });
  const loop = all(server.client.executions.createMany(new Source(2)));
  await turn(10);
  server.open[0]?.refuse(429, { "retry-after": "3600" });
  await turn(1900);
  expect(server.goals).toEqual(["0"]);
  await turn(200);
  expect(server.goals).toEqual(["0", "1"]);
  server.open[0]?.accept();
  expect((await loop).given.map(told)).toEqual(["0 refused", "1 started"]);
});

test("what may have been started is not sent again, and slows the others down", async () => {
  const server = new Server();
  const loop = all(server.client.executions.createMany(new Source(12), { concurrency: 4 }));
  await fourOpen(server);
  const [first, ...others] = server.open;
  first?.lose();
  for (const each of others) each.accept();
  await turn(1);
  expect(server.open).toHaveLength(1);
  server.onArrival = (arrived) => arrived.accept();
  server.open[0]?.accept();
  await turn(10);
  const { given } = await loop;
  expect(given.filter(({ error }) => error).map(told)).toEqual([`${first?.goal} unknown`]);
  expect(server.goals).toEqual(given.map(({ index }) => String(index)));
});

test("abort during a pause: what was refused says so, and is not sent again", async () => {
  const server = new Server();
  const controller = new AbortController();
  const { signal } = controller;
  const loop = all(server.client.executions.createMany(new Source(), { concurrency: 4, signal }));
  await fourOpen(server);
  for (const each of [...server.open]) each.refuse(429, { "retry-after": "30" });
  await turn(100);
  const sent = server.arrived.length;
  controller.abort(new Error("enough"));
  const { given, thrown } = await loop;
  expect(thrown).toBeInstanceOf(wexa.AbortError);
  const last = given.slice(-4);
  expect(last.map(({ error }) => [error?.code, error?.outcome, error?.attempts])).toEqual(
    Array(4).fill(["aborted", "refused", 1]),
  );
  await turn(60_000);
  expect(server.arrived).toHaveLength(sent);
});

test("leaving the loop during a pause does not wait for it", async () => {
  const server = new Server();
  const ends: string[] = [];
  const results = server.client.executions.createMany(new Source(), {
    onResult: (result) => void ends.push(told(result)),
  });
  const first = results.next();
  await turn(1);
  server.open[0]?.accept();
  await first;
  const second = results.next();
  await turn(1);
  const [one, two] = server.open;
  two?.refuse(429, { "retry-after": "30" });
  await turn(1);
  one?.accept();
  await second;
  await turn(1);
  await results.return();
  expect(ends).toEqual(["0 started", "1 started", "2 refused"]);
});

test("totalTimeout is that of each request, its pauses included", async () => {
  const server = new Server();
  const loop = all(server.client.executions.createMany(new Source(2), { totalTimeout: 3000 }));
  await turn(10);
  server.open[0]?.refuse(429, { "retry-after": "2" });
  await turn(2100);
  expect(server.goals).toEqual(["0", "0"]);
  server.open[0]?.refuse(429, { "retry-after": "1" });
  await turn(1100);
  // The second request's time begins when it is sent.
  expect(server.goals).toEqual(["0", "0", "1"]);
  await turn(2500);
  expect(server.open).toHaveLength(1);
  await turn(600);
  const { given } = await loop;
  expect(given.map(({ error }) => [error?.code, error?.outcome, error?.attempts])).toEqual([
    ["rate_limit", "refused", 2],
    ["timeout", "unknown", 1],
  ]);
});

test("ratePerSecond spaces what is sent, repetitions included", async () => {
  const server = new Server();
  const times: number[] = [];
  server.onArrival = (arrived) => {
    times.push(performance.now());
    if (times.length === 3) arrived.refuse(429, { "retry-after-ms": "1" });
    else arrived.accept();
  };
  const loop = all(server.client.executions.createMany(new Source(7), { ratePerSecond: 4 }));
  await turn(4000);
  expect((await loop).given).toHaveLength(7);
  expect(times).toHaveLength(8);
  for (let at = 1; at < times.length; at++) {
    expect((times[at] ?? 0) - (times[at - 1] ?? 0)).toBeGreaterThanOrEqual(250);
  }
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(2200);
});
