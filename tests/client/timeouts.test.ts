// Calls share a timer: each still has its own time, and none that it has not used stays behind.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { documented } from "../support/answers.ts";
import { packed, packedEntry } from "../support/packed.ts";

const { request, response } = documented;

afterEach(() => {
  vi.useRealTimers();
});

describe.each([
  // Where nothing is known of the platform's timers, none stays.
  { entry: "anywhere", wexa: packedEntry("inline.js") },
  { entry: "Node", wexa: await packed() },
  { entry: "pages", wexa: packedEntry("browser.js") },
])("by the entry of $entry", ({ wexa }) => {
  const { WexaClient } = wexa;
  const replies: Array<() => void> = [];
  const fetch = (): Promise<Response> =>
    new Promise((resolve) => {
      replies.push(() => resolve(Response.json(response, { status: 201 })));
    });
  const client = new WexaClient({ apiKey: "k", baseUrl: "https://api.test", fetch, timeout: 1000 });
  let began = 0;
  /** What calls have come to, and when: milliseconds after the first began. */
  let ended: string[];
  const begin = (name: string, timeout?: number): void => {
    const tell = (what: unknown) => ended.push(`${name}: ${what} at ${performance.now() - began}`);
    client.executions.create(request, timeout === undefined ? {} : { timeout }).then(
      () => tell("done"),
      (error) => tell(error.code),
    );
  };

  beforeEach(async () => {
    await wexa.preload();
    vi.useFakeTimers();
    began = performance.now();
    ended = [];
    replies.length = 0;
  });

  test("each call has its own time", async () => {
    for (const name of ["first", "second", "third"]) {
      begin(name);
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(2000);
    expect(ended).toEqual(["first: timeout at 1000", "second: timeout at 1100", "third: timeout at 1200"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a call that has its reply takes no time from those after it", async () => {
    begin("first");
    await vi.advanceTimersByTimeAsync(100);
    begin("second");
    await vi.advanceTimersByTimeAsync(400);
    replies[0]?.();
    await vi.advanceTimersByTimeAsync(400);
    begin("third");
    await vi.advanceTimersByTimeAsync(2000);
    expect(ended).toEqual(["first: done at 500", "second: timeout at 1100", "third: timeout at 1900"]);
  });

  test("calls of other times end at theirs", async () => {
    begin("long");
    begin("short", 300);
    begin("longest", 5000);
    await vi.advanceTimersByTimeAsync(400);
    begin("late", 300);
    await vi.advanceTimersByTimeAsync(6000);
    expect(ended).toEqual([
      "short: timeout at 300",
      "late: timeout at 700",
      "long: timeout at 1000",
      "longest: timeout at 5000",
    ]);
  });

  test("after any number of calls there is no timer left", async () => {
    for (const timeout of [1000, 300, 1000, 300, 1000]) {
      begin("one", timeout);
      begin("two", timeout);
      for (const reply of replies.splice(0)) reply();
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(ended).toHaveLength(10);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    begin("last");
    await vi.advanceTimersByTimeAsync(2000);
    expect(ended.at(-1)).toBe(`last: timeout at ${1005 + 1000}`);
  });

  test("a clock that a test puts in, or takes out, is that of the calls from then on", async () => {
    vi.useRealTimers();
    begin("real");
    await vi.waitUntil(() => replies.length > 0);
    replies[0]?.();
    await vi.waitUntil(() => ended.length > 0);

    vi.useFakeTimers();
    began = performance.now();
    begin("fake");
    await vi.advanceTimersByTimeAsync(1000);
    expect(ended.at(-1)).toBe("fake: timeout at 1000");
    begin("forgotten");

    vi.useRealTimers();
    begin("real again", 50);
    await vi.waitUntil(() => ended.length > 2);
    expect(ended.at(-1)).toMatch(/^real again: timeout/);
  });
});
