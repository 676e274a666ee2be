// Makes each kind of failure in a program of two named functions, in any runtime, and gives the stacks.
import * as wexa from "wexa-executeflow";
import * as slim from "wexa-executeflow/slim";

const request = { agentflow_id: "a", executed_by: "u", goal: "run", projectID: "p" };
const json = (status, body) => async () => Response.json(body, { status });
const never = () => new Promise(() => undefined);
const later = (answer) => async () => {
  await new Promise((resolve) => setTimeout(resolve, 2));
  return answer();
};

const client = (fetch, options = {}) =>
  new wexa.WexaClient({
    apiKey: null,
    projectID: "p",
    baseUrl: "https://api.test",
    fetch,
    maxRetries: 0,
    ...options,
  });

async function failInLoop(iterable, find) {
  for await (const value of iterable) {
    const error = find(value);
    if (error) throw error;
  }
}

/** Each rejects. */
const failures = {
  "a wrong option": () => wexa.create_executeflow(request, { apiKey: null, timeout: -1 }),
  "a wrong option of a call": () => client(never).executions.get("e", { timeout: -1 }),
  "an unknown option of a wait": () => client(never).executions.wait("e", { intervall: 1 }),
  "a request that is wrong": () => client(never).executions.create({ ...request, goal: 5 }),
  "a raw request that is wrong": () => client(never).request("GET", "no slash"),
  "HTTP 422": () => client(later(json(422, { detail: "no" }))).executions.create(request),
  "HTTP 404 with the response asked for": () =>
    client(later(json(404, {})))
      .executions.get("e")
      .withResponse(),
  "HTTP 422 of create_executeflow": () =>
    wexa.create_executeflow(request, { apiKey: null, fetch: later(json(422, {})) }),
  "a list": () => client(later(json(500, {}))).executions.list(),
  "a loop over a list": () => failInLoop(client(later(json(500, {}))).executions.list(), () => undefined),
  "a lost connection": () =>
    client(later(() => Promise.reject(new TypeError("fetch failed")))).executions.get("e"),
  "a timeout": () => client(never, { timeout: 5 }).executions.get("e"),
  "a total timeout": () => client(never, { totalTimeout: 5 }).executions.get("e"),
  "an abort": () => client(never).executions.get("e", { signal: AbortSignal.timeout(5) }),
  "a module that is not there": () => slim.create_executeflow(request, { apiKey: null, fetch: never }),
  "a module that is not there for a client": () =>
    new slim.WexaClient({ apiKey: null, fetch: never }).executions.get("e"),
  "a wait for what is not there": () => client(later(json(404, {}))).executions.wait("e"),
  "a wait that takes too long": () => client(never).executions.wait("e", { totalTimeout: 5 }),
  "a wait that is aborted": () => client(never).executions.wait("e", { signal: AbortSignal.timeout(5) }),
  "a watch": () => failInLoop(client(later(json(404, {}))).executions.watch("e"), () => undefined),
  "a watch with a wrong option": () =>
    failInLoop(client(never).executions.watch("e", { interval: -1 }), () => undefined),
  "createAndWait that is refused": () => client(later(json(422, {}))).executions.createAndWait(request),
  "the first error of createMany": () =>
    failInLoop(client(later(json(422, {}))).executions.createMany([request, request]), ({ error }) => error),
  "a wrong option of createMany": () =>
    failInLoop(client(never).executions.createMany([request], { concurrency: 0 }), () => undefined),
  "an aborted createMany": () =>
    failInLoop(
      client(never).executions.createMany([request], { signal: AbortSignal.timeout(5) }),
      () => undefined,
    ),
  // Last: from here on there is a source of the module, which fails later than at once.
  "a module that fails to load": () => {
    slim.load(() => Promise.reject(new TypeError("no such file")));
    return slim.create_executeflow(request, { apiKey: null, fetch: never });
  },
};

async function readReport(fail) {
  return await fail();
}

async function openPage(fail) {
  // As a program does that has waited for something before.
  await null;
  return await readReport(fail);
}

/** The stacks of the errors, by what went wrong. */
export async function collectStacks() {
  const stacks = {};
  for (const [name, fail] of Object.entries(failures)) {
    try {
      await openPage(fail);
      stacks[name] = { name: "none", stack: "" };
    } catch (error) {
      stacks[name] = { name: error.name, stack: String(error.stack) };
    }
  }
  return stacks;
}
