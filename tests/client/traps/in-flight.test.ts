import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { created, json, text } from "../../support/answers.ts";
import { run } from "../../support/packed.ts";
import { type Answer, type Received, serve } from "../../support/server.ts";

const script = new URL("scripts/in-flight.ts", import.meta.url);

interface Ended {
  name: string;
  code: string;
  outcome: string;
}

interface Report {
  inFlight: Ended[];
  sending: Ended[];
  waiting: Ended[];
  took: number;
  dropped: number;
  next: string[];
  uncaught: string[];
}

/** Holds its replies until it is told to release some, or to open. */
function holding(): Answer {
  const held: { reply: ServerResponse; request: Received }[] = [];
  let [open, busy] = [false, 0];
  return (reply, request) => {
    const say = (number: number): void => text(200, String(number))(reply, request);
    const [, command, argument] = request.url.split("/");
    if (command === "held") return say(held.length);
    if (command === "dropped") return say(held.filter((each) => each.request.dropped).length);
    if (command === "busy") return say(busy);
    if (command === "release") {
      say(0);
      for (const each of held.slice(0, Number(argument))) created(each.reply, each.request);
    } else if (command === "open") {
      open = true;
      say(0);
    } else if (argument === "busy") {
      busy++;
      json(429, {}, { "retry-after": "30" })(reply, request);
    } else if (open) created(reply, request);
    else held.push({ reply, request });
  };
}

const panic = (outcome: string) =>
  expect.objectContaining({ name: "WasmError", code: "wasm_panic", outcome });

test.each([
  { point: "request", words: "while one call sends", who: "one", flying: 10, sending: 1, closed: 10 },
  {
    point: "request",
    words: "while the first of ten calls sends",
    who: "all",
    flying: 0,
    sending: 10,
    closed: 0,
  },
  {
    point: "response",
    words: "at the first of ten responses",
    who: "one",
    flying: 10,
    sending: 0,
    closed: 9,
  },
  { point: "response", words: "while ten responses arrive", who: "all", flying: 10, sending: 0, closed: 0 },
  { point: "body", words: "at the first of ten bodies", who: "one", flying: 10, sending: 0, closed: 9 },
  { point: "body", words: "while ten bodies arrive", who: "all", flying: 10, sending: 0, closed: 0 },
])("a trap $words ends every call with what became of it, and the next call works", async (row) => {
  const server = await serve(holding());
  const { report, exitCode, stderr } = await run<Report>(script, {
    variant: "packedTrap",
    args: [server.url, row.point, row.who],
  });
  expect(report).toEqual({
    inFlight: Array(row.flying).fill(panic("unknown")),
    sending: Array(row.sending).fill(panic("not_sent")),
    // One waits for its key; the other was refused once, and waits to be sent again.
    waiting: [panic("not_sent"), panic("unknown")],
    took: expect.any(Number),
    dropped: row.who === "all" ? expect.any(Number) : row.closed,
    next: ["resolved", "resolved"],
    uncaught: [],
  } satisfies Record<keyof Report, unknown>);
  expect(report.took).toBeLessThan(1000);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
});
