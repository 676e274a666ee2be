import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, clientOf, rejection, wexa } from "./client.ts";
import { callable, named } from "./facts.ts";
import { goldenOf } from "./golden.ts";
import { mayRepeat, tabled } from "./idempotency.ts";
import { json, lost, type Recorder, record } from "./recorder.ts";

let server: Recorder;
beforeAll(async () => {
  server = await record();
});
afterAll(() => server.stop());

/** The first attempt, and two more. */
const ALL = 3;

test("the table names operations that there are", () => {
  const names = callable.map(({ client }) => client);
  expect(tabled.filter((name) => !names.includes(name))).toEqual([]);
});

describe("sent once, or again where that does no harm", () => {
  test.each(named(callable))("%s: the server fails", async (_, fact) => {
    const { options, arguments: given } = goldenOf(fact, "least");
    server.answer(json({ detail: "boom" }, 500));
    const error = await rejection(call(clientOf(server.baseUrl, options), fact.client, given));
    expect(error).toBeInstanceOf(wexa.ServerError);
    expect(server.arrived).toHaveLength(mayRepeat(fact) ? ALL : 1);
    expect(error).toMatchObject({ status: 500, outcome: "unknown", attempts: server.arrived.length });
    expect(error.retryable).toBe(mayRepeat(fact));
  });

  test.each(named(callable))("%s: the connection is lost", async (_, fact) => {
    const { options, arguments: given } = goldenOf(fact, "least");
    server.answer(lost);
    const error = await rejection(call(clientOf(server.baseUrl, options), fact.client, given));
    expect(error).toBeInstanceOf(wexa.ConnectionError);
    expect(server.arrived).toHaveLength(mayRepeat(fact) ? ALL : 1);
    expect(error).toMatchObject({ outcome: "unknown", attempts: server.arrived.length });
    expect(error.retryable).toBe(mayRepeat(fact));
  });

  test.each(named(callable))("%s: the server certainly refuses, then takes it", async (_, fact) => {
    const { options, arguments: given } = goldenOf(fact, "least");
    const taken = { execution_id: "56d246cc-2803-41a7-a90d-c1c3d4672240", status: "ready" };
    server.answer((response, request, count) =>
      json(count === 1 ? { detail: "slow down" } : taken, count === 1 ? 429 : 200)(response, request, count),
    );
    expect(await call(clientOf(server.baseUrl, options), fact.client, given)).toEqual(taken);
    expect(server.arrived).toHaveLength(2);
  });
});
