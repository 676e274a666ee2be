// What ends the search: the caller, the time of the call, options that cannot be.
import { describe, expect, test } from "vitest";
import {
  failure,
  RECONCILE,
  request,
  settled,
  stage,
  turn,
  turnClock,
  value,
  wexa,
} from "../../support/turned-clock.ts";

turnClock();

describe("the caller ends the call", () => {
  test.each([
    ["before the first look", {}, 200, 0],
    ["during the first look", { match: { operation: "executions.list" }, delayMs: 1500 }, 1000, 1],
    ["between two looks", {}, 1500, 1],
    [
      "while an equal one is waited for",
      { match: { operation: "executions.create" }, delayMs: 20_000 },
      1500,
      1,
    ],
  ])("%s", async (_, fault, after, looks) => {
    const set = stage();
    const asked = request();
    set.emulator.fault({ match: { operation: "executions.create" }, reset: "before" });
    const controller = new AbortController();
    const { signal } = controller;
    if (Object.keys(fault).length > 0) set.emulator.fault(fault);
    const promise = set.client.executions.create(asked, { ...RECONCILE, signal });
    await turn(50);
    const other = set.client.executions.create(looks > 0 ? asked : request());
    await turn(after - 50);
    const reason = new Error("enough");
    controller.abort(reason);
    const before = Date.now();
    const error = await failure(promise);
    expect(Date.now() - before).toBeLessThanOrEqual(50);
    expect(error).toBeInstanceOf(wexa.AbortError);
    expect(error).toMatchObject({
      code: "aborted",
      outcome: "unknown",
      operation: "executions.create",
      attempts: 1,
    });
    expect(error.cause).toBe(reason);
    expect(set.count("executions.list")).toBe(looks);
    await value(other);
    await turn(20_000);
    expect(set.count("executions.list")).toBe(looks);
  });

  test("while the create is on its way: there is no look", async () => {
    const set = stage();
    set.emulator.fault({ replyDelayMs: 5000 });
    const controller = new AbortController();
    const promise = set.client.executions.create(request(), { ...RECONCILE, signal: controller.signal });
    await turn(1000);
    controller.abort();
    const error = await failure(promise);
    expect(error).toMatchObject({ code: "aborted", outcome: "unknown" });
    expect(error.message).not.toContain("looked");
    expect(set.count("executions.list")).toBe(0);
  });

  test("no listener stays on the signal", async () => {
    const set = stage();
    set.emulator.fault({ reset: "before" });
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, given);
    };
    signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, given);
    };
    await failure(set.client.executions.create(request(), { ...RECONCILE, signal }));
    expect(listeners).toBe(0);
  });
});

describe("the time of the call is up", () => {
  test("the rest of it is not waited for where no look is left", async () => {
    const set = stage();
    set.emulator.fault({ reset: "before" });
    const before = Date.now();
    const error = await failure(
      set.client.executions.create(request(), { ...RECONCILE, totalTimeout: 5000 }),
    );
    expect(Date.now() - before).toBeLessThan(3000);
    expect(error).toMatchObject({ code: "connection", outcome: "unknown" });
    expect(set.count("executions.list")).toBe(2);
  });

  test("it bounds a look", async () => {
    const set = stage();
    set.emulator.fault({ reset: "after" });
    set.emulator.fault({ match: { operation: "executions.list" }, delayMs: 20_000 });
    const before = Date.now();
    const error = await failure(
      set.client.executions.create(request(), { ...RECONCILE, totalTimeout: 5000 }),
    );
    expect(Date.now() - before).toBeLessThan(5200);
    expect(error).toMatchObject({ code: "connection", outcome: "unknown", candidates: [] });
  });

  test("it was up before: there is no look", async () => {
    const set = stage();
    set.emulator.fault({ replyDelayMs: 5000 });
    const error = await failure(
      set.client.executions.create(request(), { ...RECONCILE, totalTimeout: 1000 }),
    );
    expect(error).toMatchObject({ code: "timeout", outcome: "unknown" });
    expect(set.count("executions.list")).toBe(0);
  });

  test("a look that hangs does not hold up the search for long", async () => {
    const set = stage();
    set.emulator.fault({ reset: "after" });
    set.emulator.fault({ match: { operation: "executions.list" }, delayMs: 100_000 });
    const before = Date.now();
    const options = { ...RECONCILE, timeout: 120_000 };
    expect((await settled(set.client.executions.create(request(), options))).error).toBeUndefined();
    expect(Date.now() - before).toBeLessThan(12_000);
  });
});

describe("the option", () => {
  test.each([["other"], [""], [null], [true], [0], [["reconcile"]]])("%j is refused", async (given) => {
    const set = stage();
    const options = { onUnknown: given as unknown as "throw" };
    const error = await failure(set.client.executions.create(request(), options));
    expect(error).toBeInstanceOf(wexa.ConfigurationError);
    expect(error.message).toMatch(/^onUnknown: expected one of throw, reconcile/);
    const clientOptions = { ...set.emulator.clientOptions(), ...options };
    expect(await failure(wexa.create_executeflow(request(), clientOptions))).toMatchObject({
      code: "configuration",
      outcome: "not_sent",
    });
    expect(set.emulator.requests).toEqual([]);
  });
});
