// A create whose reply is lost gives the execution that it has started, if it has, and is never sent again.
import { describe, expect, test } from "vitest";
import {
  failure,
  PROJECT,
  RECONCILE,
  request,
  settled,
  stage,
  started,
  turn,
  turnClock,
  USER,
  value,
  wexa,
} from "./stage.ts";

turnClock();

const lost = [
  ["the connection is lost", { reset: "after" }],
  ["a gateway fails", { status: 500, commit: true }],
  ["a gateway times out", { status: 504, commit: true, nonJson: true }],
  ["the body breaks off", { truncateBody: true }],
  ["the body is not JSON", { nonJson: true }],
  ["the reply has no id", { body: { status: "ready" } }],
  ["the reply takes too long", { replyDelayMs: 60_000 }],
  [
    "the reply is a redirect",
    { status: 302, commit: true, headers: { location: "https://elsewhere.example/" } },
  ],
] as const;

describe("started, and the reply is lost", () => {
  test.each(lost)("%s", async (_, fault) => {
    const set = stage();
    set.emulator.fault({ match: { operation: "executions.create" }, ...fault });
    const asked = request({ input_variables: { b: [1, { c: null }], a: "ä" } });
    const execution = await value(set.client.executions.create(asked, RECONCILE));
    expect(execution).toEqual((await started(set))[0]);
    expect(execution).toMatchObject({ goal: asked.goal, input_variables: asked.input_variables });
    expect(set.count("executions.create")).toBe(1);
  });

  test("by default it is not looked for", async () => {
    for (const options of [undefined, {}, { onUnknown: "throw" } as const, { onUnknown: undefined }]) {
      const set = stage();
      set.emulator.fault({ reset: "after" });
      const error = await failure(set.client.executions.create(request(), options));
      expect(error).toMatchObject({ code: "connection", outcome: "unknown", candidates: [] });
      expect(set.count("executions.list")).toBe(0);
    }
  });

  test("with the reply that it came in", async () => {
    const set = stage();
    set.emulator.fault({ reset: "after" });
    const promise = set.client.executions.create(request(), RECONCILE);
    const { data, response, requestId } = await value(promise.withResponse());
    expect(data).toBe(await promise);
    expect(response.status).toBe(200);
    expect(requestId).toBe(response.headers.get("x-request-id"));
  });

  test("create_executeflow looks too", async () => {
    const set = stage();
    const options = { ...set.emulator.clientOptions(), logLevel: "off" } as const;
    const asked = request({ executed_by: USER, projectID: PROJECT });
    set.emulator.fault({ reset: "after" });
    const execution = await value(wexa.create_executeflow(asked, { ...options, ...RECONCILE }));
    expect(execution.goal).toBe(asked.goal);
    set.emulator.fault({ reset: "after" });
    expect(await failure(wexa.create_executeflow(asked, options))).toMatchObject({ outcome: "unknown" });
    expect(set.count("executions.create")).toBe(2);
  });

  test("in the project of the request, not in that of the client", async () => {
    const set = stage();
    set.emulator.fault({ reset: "after" });
    const asked = request({ projectID: "67fdea40aac77be632954f99" });
    const execution = await value(set.client.executions.create(asked, RECONCILE));
    expect(execution.projectID).toBe(asked.projectID);
  });

  test("in the project of the call's options", async () => {
    const set = stage();
    set.emulator.fault({ reset: "after" });
    const projectID = "67fdea40aac77be632954f99";
    const promise = set.client.executions.create(request(), { ...RECONCILE, projectID });
    expect((await value(promise)).projectID).toBe(projectID);
  });

  test("what the caller changes after the call does not matter", async () => {
    const set = stage();
    set.emulator.fault({ reset: "after" });
    const asked = request({ input_variables: { list: [1], inner: { a: 1 } } });
    const { goal } = asked;
    await wexa.preload();
    const promise = set.client.executions.create(asked, RECONCILE);
    Object.assign(asked, { goal: "another", agentflow_id: "another" });
    Object.assign(asked.input_variables?.inner as object, { a: 2 });
    const execution = await value(promise);
    expect(execution).toMatchObject({ goal, input_variables: { list: [1], inner: { a: 1 } } });
  });

  test("after an attempt that was certainly refused", async () => {
    const set = stage();
    set.emulator.fault({ status: 429, retryAfter: 3 });
    set.emulator.fault({ reset: "after" });
    const asked = request();
    expect((await value(set.client.executions.create(asked, RECONCILE))).goal).toBe(asked.goal);
    expect(set.count("executions.create")).toBe(2);
  });
});

describe("when it looks", () => {
  test("found at the second look, the commit being late", async () => {
    const set = stage();
    // The client gives up after one second, and the server starts the execution after two.
    set.emulator.fault({ match: { operation: "executions.create" }, delayMs: 2000 });
    const asked = request();
    const promise = set.client.executions.create(asked, { ...RECONCILE, timeout: 1000 });
    expect((await value(promise)).goal).toBe(asked.goal);
    expect(set.count("executions.list")).toBe(2);
  });

  test("found at the third look", async () => {
    const set = stage();
    set.emulator.fault({ match: { operation: "executions.create" }, delayMs: 8000 });
    const promise = set.client.executions.create(request(), { ...RECONCILE, timeout: 1000 });
    expect((await settled(promise)).error).toBeUndefined();
    expect(set.count("executions.list")).toBe(3);
  });

  test("once, where the first look finds it", async () => {
    const set = stage();
    set.emulator.fault({ reset: "after" });
    const promise = set.client.executions.create(request(), RECONCILE);
    await turn(450);
    expect(set.count("executions.list")).toBe(0);
    await value(promise);
    expect(set.count("executions.list")).toBe(1);
  });

  test("a look that fails is one that saw nothing", async () => {
    const set = stage();
    set.emulator.fault({ reset: "after" });
    set.emulator.fault({ match: { operation: "executions.list" }, status: 500, times: 2 });
    await value(set.client.executions.create(request(), RECONCILE));
    // Each look repeats its request once.
    expect(set.count("executions.list")).toBe(3);
  });
});

describe("not started", () => {
  test("it rejects as it would have, in ten seconds, after three looks", async () => {
    const set = stage();
    set.emulator.fault({ reset: "before" });
    const before = Date.now();
    const error = await failure(set.client.executions.create(request(), RECONCILE));
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(error).toBeInstanceOf(wexa.ConnectionError);
    expect(error).toMatchObject({ code: "connection", outcome: "unknown", retryable: false, attempts: 1 });
    expect(error).toMatchObject({ operation: "executions.create", candidates: [] });
    expect(error.message).toMatch(/no reply from the server.*looked 3 times.*0 may be it$/);
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(set.count("executions.list")).toBe(3);
    expect(set.count("executions.create")).toBe(1);
  });

  test("the kind of the error stays, with what the server said", async () => {
    const set = stage();
    set.emulator.fault({ status: 500, body: { detail: "boom" } });
    const error = await failure(set.client.executions.create(request(), RECONCILE));
    expect(error).toBeInstanceOf(wexa.ServerError);
    expect(error).toMatchObject({
      code: "server",
      status: 500,
      outcome: "unknown",
      body: { detail: "boom" },
    });
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("all looks fail", async () => {
    const set = stage();
    set.emulator.fault({ reset: "after" });
    set.emulator.fault({ match: { operation: "executions.list" }, status: 500, times: 100 });
    const error = await failure(set.client.executions.create(request(), RECONCILE));
    expect(error).toMatchObject({ code: "connection", outcome: "unknown", candidates: [] });
    expect(error.message).toMatch(/looked 3 times.*3 of the looks failed/);
    expect(set.count("executions.create")).toBe(1);
  });

  test.each([
    ["agentflow", { agentflow_id: "67fdea40aac77be632954f77" }],
    ["goal", { goal: "another" }],
    ["user", { executed_by: "67fdea40aac77be632954f77" }],
    ["variables", { input_variables: { a: 2 } }],
    ["more variables", { input_variables: { a: 1, b: 1 } }],
    ["fewer variables", { input_variables: {} }],
  ])("another execution is not taken for it: %s", async (_, other) => {
    const set = stage();
    const asked = request({ input_variables: { a: 1 } });
    const promise = (async () => {
      set.emulator.fault({ reset: "before" });
      return set.client.executions.create(asked, RECONCILE);
    })();
    await turn(100);
    // By another client: the emulator's fetch goes past this one's memory of what it has started.
    await elsewhere(set, { ...asked, ...other });
    expect(await failure(promise)).toMatchObject({ outcome: "unknown", candidates: [] });
  });

  test("what is certainly refused, or was never sent, is not looked for", async () => {
    const set = stage();
    set.emulator.fault({ status: 422, body: { detail: "no" } });
    expect((await failure(set.client.executions.create(request(), RECONCILE))).outcome).toBe("refused");
    const unfit = { ...request(), input_variables: { when: Number.NaN } };
    expect((await failure(set.client.executions.create(unfit, RECONCILE))).outcome).toBe("not_sent");
    expect(set.count("executions.list")).toBe(0);
  });
});

describe("several that can be it", () => {
  test("it rejects at once, and shows them", async () => {
    const set = stage();
    const asked = request();
    set.emulator.fault({ reset: "after" });
    const promise = set.client.executions.create(asked, RECONCILE);
    await turn(100);
    await elsewhere(set, asked);
    const error = await failure(promise);
    expect(error).toMatchObject({ code: "connection", outcome: "unknown" });
    expect(error.candidates).toHaveLength(2);
    expect(error.candidates).toEqual(expect.arrayContaining(await started(set)));
    expect(error.message).toContain("2 may be it");
    expect(set.count("executions.list")).toBe(2); // One of them is this test's.
  });

  test("a key that the server echoes is not in them", async () => {
    const set = stage();
    const asked = request({ input_variables: { echo: set.emulator.apiKey } });
    set.emulator.fault({ reset: "after" });
    const promise = set.client.executions.create(asked, RECONCILE);
    await turn(100);
    await elsewhere(set, asked);
    const { candidates } = await failure(promise);
    expect(candidates.map((candidate) => candidate.input_variables)).toEqual([
      { echo: "[redacted]" },
      { echo: "[redacted]" },
    ]);
  });
});

/** Starts an execution as another process does. */
async function elsewhere({ emulator }: ReturnType<typeof stage>, asked: object): Promise<void> {
  const body = { executed_by: USER, projectID: PROJECT, input_variables: {}, ...asked };
  const reply = await emulator.fetch(`http://emulator.localhost/execute_flow?projectID=${PROJECT}`, {
    method: "POST",
    headers: { "x-api-key": emulator.apiKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(reply.status).toBe(201);
}
