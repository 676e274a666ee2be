// What is asked for, what is sent, and what is given, in which order.
import { expect, test } from "vitest";
import { wexa } from "../../support/turned-clock.ts";
import { all, type Request, requestOf, Server, Source, settle, told } from "./server.ts";

test("results come in the order of the requests, whatever that of the replies", async () => {
  const server = new Server();
  const ends: number[] = [];
  const source = new Source(9);
  const loop = all(
    server.client.executions.createMany(source, {
      concurrency: 4,
      onResult: ({ index }) => void ends.push(index),
    }),
  );
  // The last that has arrived is answered first.
  while (ends.length < 9) {
    await settle();
    server.open.at(-1)?.accept();
  }
  const { given, thrown } = await loop;
  expect(thrown).toBeUndefined();
  expect(given.map(told)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => `${index} started`));
  for (const { index, request, execution } of given) {
    expect(request).toEqual(requestOf(index));
    expect(execution?.execution_id).toBe(String(index));
  }
  expect(ends).not.toEqual(given.map(({ index }) => index));
  expect([...ends].sort()).toEqual(given.map(({ index }) => index));
});

test("it begins with one, has one more on its way with each answer, and never more than was allowed", async () => {
  const server = new Server();
  const loop = all(server.client.executions.createMany(new Source(40), { concurrency: 5 }));
  const steps: number[] = [];
  while (server.arrived.length < 40) {
    await settle();
    steps.push(server.open.length);
    for (const each of server.open) each.accept();
  }
  await settle();
  for (const each of server.open) each.accept();
  expect((await loop).given).toHaveLength(40);
  expect(steps.slice(0, 4)).toEqual([1, 2, 4, 5]);
  expect(server.most).toBe(5);
});

test("the iterable is asked only for what can be sent at once", async () => {
  const server = new Server();
  const source = new Source(30);
  let ended = 0;
  const underWay: number[] = [];
  source.onAsk = (index) => underWay.push(index - ended);
  server.onArrival = (arrived) => setImmediate(() => arrived.accept());
  const onResult = (): void => void ended++;
  const { given } = await all(server.client.executions.createMany(source, { concurrency: 3, onResult }));
  expect(given).toHaveLength(30);
  expect(Math.max(...underWay)).toBe(2);
});

test("a loop that does not ask for results has nothing more started", async () => {
  const server = new Server();
  const source = new Source();
  server.onArrival = (arrived) => arrived.accept();
  const results = server.client.executions.createMany(source, { concurrency: 3 });
  await settle();
  expect(source.asked).toBe(0);
  for (let taken = 1; taken <= 20; taken++) {
    await results.next();
    await settle();
    expect(source.asked).toBeLessThanOrEqual(taken + 6);
  }
  await results.return();
  expect(source.closed).toBe(1);
});

test("one slow create holds later results back, but not without end", async () => {
  const server = new Server();
  const source = new Source();
  server.onArrival = (arrived) => {
    if (arrived.goal !== "3") arrived.accept();
  };
  const results = server.client.executions.createMany(source, { concurrency: 4 });
  const given: unknown[] = [];
  for (let at = 0; at < 3; at++) given.push(await results.next());
  const slow = results.next();
  await settle();
  // The slow one and seven that are done: the window is full.
  expect(source.asked).toBe(3 + 8);
  server.open[0]?.accept();
  expect((await slow).value).toMatchObject({ index: 3 });
  await results.return();
});

test("each request has an end of its own", async () => {
  const server = new Server();
  server.onArrival = ({ goal, accept, refuse, lose }) => {
    const ways = [accept, () => refuse(422), () => lose(), () => refuse(500), accept];
    ways[Number(goal)]?.();
  };
  const { given, thrown } = await all(server.client.executions.createMany(new Source(5)));
  expect(thrown).toBeUndefined();
  expect(given.map(told)).toEqual(["0 started", "1 refused", "2 unknown", "3 unknown", "4 started"]);
  expect(given[1]?.error).toBeInstanceOf(wexa.ValidationError);
  expect(given[2]?.error).toBeInstanceOf(wexa.ConnectionError);
  expect(server.goals).toEqual(["0", "1", "2", "3", "4"]);
});

test("a request that is wrong is found before it is sent, and ends nothing but itself", async () => {
  const server = new Server();
  server.onArrival = (arrived) => arrived.accept();
  const requests = [
    requestOf(0),
    { goal: 1 } as unknown as Request,
    null as unknown as Request,
    requestOf(3),
  ];
  const { given } = await all(server.client.executions.createMany(requests));
  expect(given.map(told)).toEqual(["0 started", "1 not_sent", "2 not_sent", "3 started"]);
  expect(server.goals).toEqual(["0", "3"]);
});

test("a request is read when it is taken: a generator may give one object again and again", async () => {
  const server = new Server({ retryDelay: { initial: 1, max: 1 } });
  let refused = 0;
  server.onArrival = (arrived) => {
    // Each is refused once, when the generator has long changed it.
    if (server.goals.filter((goal) => goal === arrived.goal).length === 1) {
      refused++;
      setImmediate(() => arrived.refuse(429));
    } else arrived.accept();
  };
  async function* same(): AsyncGenerator<Request> {
    const request = requestOf("");
    for (let index = 0; index < 12; index++) {
      await settle();
      request.goal = String(index);
      request.input_variables = { index };
      yield request;
    }
  }
  const options = { concurrency: 4, maxRetries: 20 };
  const { given } = await all(server.client.executions.createMany(same(), options));
  expect(given.map(({ execution }) => execution?.execution_id)).toEqual(given.map(({ index }) => `${index}`));
  expect(given).toHaveLength(12);
  expect(refused).toBe(12);
  for (const { body, goal } of server.arrived) expect(body.input_variables).toEqual({ index: Number(goal) });
});

test.each([
  ["requests that are no iterable", [5 as never, {}], /requests: expected an iterable/],
  ["no requests", [undefined as never, {}], /requests: expected an iterable/],
  ["no concurrency", [new Source(), { concurrency: 0 }], /concurrency/],
  ["a concurrency in words", [new Source(), { concurrency: "3" as never }], /concurrency/],
  ["half a request at once", [new Source(), { concurrency: 1.5 }], /concurrency/],
  ["a rate of nothing", [new Source(), { ratePerSecond: 0 }], /ratePerSecond/],
  ["a rate that is no number", [new Source(), { ratePerSecond: Number.NaN }], /ratePerSecond/],
  ["a signal that is none", [new Source(), { signal: {} as never }], /signal/],
  ["a callback that is none", [new Source(), { onResult: 1 as never }], /onResult/],
  ["options that are none", [new Source(), null as never], /options/],
  ["an outcome that cannot be had", [new Source(), { onUnknown: "guess" as never }], /onUnknown/],
] as const)("%s: a rejection before anything is asked for", async (_, [requests, options], message) => {
  const server = new Server();
  const { given, thrown } = await all(server.client.executions.createMany(requests, options));
  expect(given).toEqual([]);
  expect(thrown).toBeInstanceOf(wexa.ConfigurationError);
  expect((thrown as Error).message).toMatch(message);
  if (requests instanceof Source) expect(requests.asked).toBe(0);
});
