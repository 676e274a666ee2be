// Which executions are of the right time, whatever the server's clock shows.
import { describe, expect, test } from "vitest";
import {
  elsewhere,
  failure,
  RECONCILE,
  request,
  stage,
  turn,
  turnClock,
  value,
} from "../../support/turned-clock.ts";

turnClock();

const HOUR = 3_600_000;

/** Another origin's `Date` is hidden from a page. */
function hidden(reply: Response): Response {
  const headers = new Headers(reply.headers);
  headers.delete("date");
  return new Response(reply.body, { status: reply.status, headers });
}

describe("the server's clock is hours ahead", () => {
  test("with Date it does not matter", async () => {
    const set = stage();
    set.emulator.clock.advance(5 * HOUR);
    set.emulator.fault({ reset: "after" });
    const asked = request();
    expect((await value(set.client.executions.create(asked, RECONCILE))).goal).toBe(asked.goal);
  });

  test("without Date nothing is of the right time", async () => {
    const set = stage(hidden);
    set.emulator.clock.advance(5 * HOUR);
    set.emulator.fault({ reset: "after" });
    expect(await failure(set.client.executions.create(request(), RECONCILE))).toMatchObject({
      candidates: [],
    });
  });
});

describe("the server's clock is hours behind", () => {
  test("with Date it does not matter", async () => {
    const set = stage(hours(-5));
    set.emulator.fault({ reset: "after" });
    const asked = request();
    expect((await value(set.client.executions.create(asked, RECONCILE))).goal).toBe(asked.goal);
  });
});

/** A server whose clock, in its lists as in its `Date`, is off by so many hours. */
function hours(off: number): (reply: Response) => Response {
  return (reply) => {
    const date = new Date(Date.parse(reply.headers.get("date") ?? "") + off * HOUR).toUTCString();
    const headers = { "content-type": "application/json", date };
    const shift = (text: string): string =>
      text.replace(/"created_at":([\d.]+)/g, (_, at) => `"created_at":${Number(at) + off * 3600}`);
    const body = reply.body?.pipeThrough(new TextDecoderStream()).pipeThrough(
      new TransformStream<string, string>({
        transform: (text, controller) => controller.enqueue(shift(text)),
      }),
    );
    return new Response(body?.pipeThrough(new TextEncoderStream()) ?? null, {
      status: reply.status,
      headers,
    });
  };
}

describe("without Date", () => {
  test("four minutes off is near enough", async () => {
    const set = stage(hidden);
    set.emulator.clock.advance(4 * 60_000);
    set.emulator.fault({ reset: "after" });
    const asked = request();
    expect((await value(set.client.executions.create(asked, RECONCILE))).goal).toBe(asked.goal);
  });

  test("an equal one of minutes ago cannot be told from it", async () => {
    const set = stage(hidden);
    const asked = request();
    await elsewhere(set, asked);
    await turn(60_000);
    set.emulator.fault({ reset: "after" });
    const error = await failure(set.client.executions.create(asked, RECONCILE));
    expect(error.candidates).toHaveLength(2);
  });
});

describe("with Date", () => {
  test("an equal one of five seconds ago is not it", async () => {
    const set = stage();
    const asked = request();
    await elsewhere(set, asked);
    await turn(5000);
    set.emulator.fault({ reset: "before" });
    expect(await failure(set.client.executions.create(asked, RECONCILE))).toMatchObject({ candidates: [] });
  });

  test("one of before the attempt that was lost is not it, however early the call began", async () => {
    const set = stage();
    const asked = request();
    set.emulator.fault({ status: 429, retryAfter: 30 });
    const promise = set.client.executions.create(asked, RECONCILE);
    await turn(10_000);
    await elsewhere(set, asked);
    set.emulator.fault({ match: { operation: "executions.create" }, reset: "before" });
    expect(await failure(promise)).toMatchObject({ outcome: "unknown", candidates: [] });
  });
});
