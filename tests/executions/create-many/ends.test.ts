// How a loop ends before its iterable does: nothing that was begun is lost.
import { expect, test } from "vitest";
import { wexa } from "../../support/turned-clock.ts";
import { all, type Request, type Result, requestOf, Server, Source, settle, told } from "./server.ts";

/** A server with some creates on their way: the first five were answered. */
async function underWay(server: Server): Promise<void> {
  while (server.arrived.length < 5) {
    await settle();
    for (const each of server.open) each.accept();
  }
  await settle();
}

test("abort: what is on its way is ended, all that was begun is told, and the iterable is closed", async () => {
  const server = new Server();
  const source = new Source();
  const controller = new AbortController();
  const ends: Result[] = [];
  const loop = all(
    server.client.executions.createMany(source, {
      concurrency: 3,
      signal: controller.signal,
      onResult: (result) => void ends.push(result),
    }),
  );
  await underWay(server);
  const open = [...server.open];
  expect(open.length).toBe(3);
  const why = new Error("enough");
  controller.abort(why);
  const { given, thrown } = await loop;
  expect(thrown).toBeInstanceOf(wexa.AbortError);
  expect(thrown).toMatchObject({ code: "aborted", cause: why });
  expect(given.map(({ index }) => index)).toEqual(server.goals.map(Number));
  expect(given.slice(-3).map(({ error }) => [error?.code, error?.outcome, error?.cause])).toEqual(
    Array(3).fill(["aborted", "unknown", why]),
  );
  expect(given.slice(0, -3).every(({ execution }) => execution)).toBe(true);
  expect(ends).toHaveLength(given.length);
  expect(open.every(({ signal }) => signal.aborted)).toBe(true);
  expect(source).toMatchObject({ asked: given.length, closed: 1 });
  await settle();
  expect(server.arrived).toHaveLength(given.length);
});

test("abort before the beginning: nothing is asked for", async () => {
  const server = new Server();
  const source = new Source();
  const results = server.client.executions.createMany(source, { signal: AbortSignal.abort("no") });
  expect(await all(results)).toMatchObject({ given: [], thrown: { code: "aborted", cause: "no" } });
  expect(source).toMatchObject({ asked: 0, closed: 1 });
});

test("abort after the end is no error", async () => {
  const server = new Server();
  server.onArrival = (arrived) => arrived.accept();
  const controller = new AbortController();
  const results = server.client.executions.createMany(new Source(2), { signal: controller.signal });
  const { given, thrown } = await all(results);
  controller.abort();
  expect(thrown).toBeUndefined();
  expect(given).toHaveLength(2);
});

test("abort while the iterable is at work: the loop does not wait for it, and starts nothing that comes late", async () => {
  const server = new Server();
  server.onArrival = (arrived) => arrived.accept();
  const controller = new AbortController();
  let late: ((value: IteratorResult<Request>) => void) | undefined;
  let asked = 0;
  const slow = {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        asked++ === 0
          ? Promise.resolve({ done: false, value: requestOf(0) })
          : new Promise<IteratorResult<Request>>((resolve) => {
              late = resolve;
            }),
      // As an async generator's: after the next request that it is at work on.
      return: () => new Promise<IteratorResult<Request>>(() => undefined),
    }),
  };
  const ends: string[] = [];
  const options = { signal: controller.signal, onResult: (result: Result) => void ends.push(told(result)) };
  const loop = all(server.client.executions.createMany(slow, options));
  await settle();
  controller.abort();
  const { given, thrown } = await loop;
  expect(given.map(told)).toEqual(["0 started"]);
  expect(thrown).toBeInstanceOf(wexa.AbortError);
  late?.({ done: false, value: requestOf(1) });
  await settle();
  expect(server.goals).toEqual(["0"]);
  expect(ends).toEqual(["0 started", "1 not_sent"]);
});

test("leaving the loop: the iterable is closed, and what is on its way comes to its end", async () => {
  const server = new Server();
  const source = new Source();
  const ends: string[] = [];
  let left = false;
  const loop = (async () => {
    const options = { concurrency: 3, onResult: (result: Result) => void ends.push(told(result)) };
    for await (const { index } of server.client.executions.createMany(source, options)) {
      if (index === 4) break;
    }
    left = true;
  })();
  while (source.closed === 0) {
    for (const each of server.open) each.accept();
    await settle();
  }
  const before = server.arrived.length;
  expect(server.open.length).toBeGreaterThan(0);
  expect(left).toBe(false);
  for (const each of server.open) each.accept();
  await loop;
  expect(source).toMatchObject({ asked: before, closed: 1 });
  expect(ends.sort()).toEqual(server.goals.map((goal) => `${goal} started`).sort());
  await settle();
  expect(server.arrived).toHaveLength(before);
});

test("leaving the loop by a throw of its own: that is what comes out", async () => {
  const server = new Server();
  server.onArrival = (arrived) => arrived.accept();
  const source = new Source();
  const loop = async (): Promise<void> => {
    for await (const _ of server.client.executions.createMany(source)) throw new Error("own");
  };
  await expect(loop()).rejects.toThrow("own");
  expect(source.closed).toBe(1);
});

test.each(["an iterable", "an async iterable"])(
  "%s that throws: first the results of all it gave",
  async (which) => {
    const server = new Server();
    const broken = new Error("the file ends here");
    server.onArrival = (arrived) => setImmediate(() => arrived.accept());
    function* sync(): Generator<Request> {
      for (let index = 0; index < 7; index++) yield requestOf(index);
      throw broken;
    }
    async function* asynchronous(): AsyncGenerator<Request> {
      yield* sync();
    }
    const requests = which === "an iterable" ? sync() : asynchronous();
    const { given, thrown } = await all(server.client.executions.createMany(requests, { concurrency: 3 }));
    expect(thrown).toBe(broken);
    expect(given.map(told)).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => `${index} started`));
  },
);

test("an onResult that throws: nothing more is asked for, and no result is lost", async () => {
  const server = new Server();
  server.onArrival = (arrived) => setImmediate(() => arrived.accept());
  const source = new Source();
  const broken = new Error("the disk is full");
  const onResult = ({ index }: Result): void => {
    if (index === 5) throw broken;
  };
  const { given, thrown } = await all(
    server.client.executions.createMany(source, { concurrency: 3, onResult }),
  );
  expect(thrown).toBe(broken);
  expect(source.closed).toBe(1);
  expect(given.map(told)).toEqual(server.goals.map((goal) => `${goal} started`));
  expect(source.asked).toBe(given.length);
});
