import fc from "fast-check";
import { request } from "../support/documented.ts";
import { Counter, endOf, expectNext, judge, judgeError, KEY, type Package } from "./judge.ts";
import { anything, changed, changes, cook, type Recipe } from "./recipes.ts";

const CLIENT = (
  "apiKey projectID executedBy baseUrl fetchOptions headers timeout totalTimeout maxRetries retryDelay " +
  "maxRetryAfter maxResponseBytes validate logger logLevel dangerouslyAllowBrowser"
).split(" ");
const CALL = "signal timeout totalTimeout maxRetries headers projectID validate onUnknown".split(" ");

const good = (counter: Counter): object => ({ apiKey: KEY, fetch: counter.fetch, logLevel: "off" });

/** Any value as some of a client's options, or as all of them. */
export function ofClient(wexa: Package): fc.IAsyncProperty<[[string, Recipe][] | { whole: Recipe }]> {
  const given = fc.oneof({ weight: 6, arbitrary: changes(CLIENT) }, fc.record({ whole: anything }));
  return fc.asyncProperty(given, async (given) => {
    const counter = new Counter();
    const options = (): never =>
      ("whole" in given ? cook(given.whole) : changed(good(counter), given)) as never;
    const end = await endOf(() => wexa.create_executeflow(request, options()));
    // What was given as a whole has another fetch than the counter's, and any value as a key may be one that works.
    judge(wexa, end, counter);
    try {
      new wexa.WexaClient(options());
    } catch (error) {
      judgeError(wexa, error, 0);
    }
    await expectNext(new wexa.WexaClient(good(new Counter()) as never));
  });
}

/** Any value as some of a call's options, or as all of them. */
export function ofCall(wexa: Package): fc.IAsyncProperty<[[string, Recipe][] | { whole: Recipe }, boolean]> {
  const given = fc.oneof({ weight: 6, arbitrary: changes(CALL) }, fc.record({ whole: anything }));
  return fc.asyncProperty(given, fc.boolean(), async (given, create) => {
    const counter = new Counter();
    const { executions } = new wexa.WexaClient(good(counter) as never);
    const options = ("whole" in given ? cook(given.whole) : changed({}, given)) as never;
    const call = (): PromiseLike<unknown> =>
      create ? executions.create(request, options) : executions.get("e-1", options);
    judge(wexa, await endOf(call), counter);
    await expectNext(new wexa.WexaClient(good(counter) as never));
  });
}

/** Any value as what the function for the key gives, throws or rejects with. */
export function ofKey(wexa: Package): fc.IAsyncProperty<[Recipe, string]> {
  const ways: Record<string, (value: unknown) => unknown> = {
    gives: (value) => value,
    promises: async (value) => value,
    throws: (value) => {
      throw value;
    },
    rejects: (value) => new Promise((_, reject) => reject(value)),
  };
  return fc.asyncProperty(anything, fc.constantFrom(...Object.keys(ways)), async (recipe, way) => {
    const counter = new Counter();
    const apiKey = (): never => ways[way]?.(cook(recipe)) as never;
    const options = { ...good(counter), apiKey, timeout: 100, maxRetries: 0 };
    judge(wexa, await endOf(() => wexa.create_executeflow(request, options)), counter);
    await expectNext(new wexa.WexaClient(good(counter) as never));
  });
}
