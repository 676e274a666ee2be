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
} from "../../support/turned-clock.ts";

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

  test.each([
    ["at once", 0],
    ["when it is on its way", 100],
  ])("what is compared is what was sent, whatever the caller changes %s", async (_, later) => {
    const set = stage();
    set.emulator.fault({ reset: "after", replyDelayMs: 200 });
    const asked = request({ input_variables: { list: [1], inner: { a: 1 } } });
    const promise = set.client.executions.create(asked, RECONCILE);
    await turn(later);
    Object.assign(asked, { goal: crypto.randomUUID(), agentflow_id: "67fdea40aac77be632954f77" });
    Object.assign(asked.input_variables?.inner as object, { a: 2 });
    await turn(100);
    const [sent] = set.emulator.requests;
    expect(await value(promise)).toMatchObject({
      ...(sent?.body as object),
      executed_by: { _id: USER },
    });
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
    const before = Date.now();
    await value(set.client.executions.create(request(), RECONCILE));
    // Each look repeats its request once: it is the second look that finds it.
    expect(set.count("executions.list")).toBe(3);
    expect(Date.now() - before).toBeGreaterThan(2400);
  });
});
