// Successes whose body is not what it should be, or looks as if it were not.
import { gzipSync } from "node:zlib";
import { head } from "../../support/raw-http.ts";
import type { Fault } from "../server/fault-server.ts";
import {
  answer,
  begin,
  beginChunks,
  chunk,
  documented,
  execution,
  good,
  JSON_TYPE,
  json,
  LARGEST,
  large,
} from "./ways.ts";

const GZIP = { "Content-Encoding": "gzip" };
const HTML = { "Content-Type": "text/html" };
const DEPTH = 100_000;
const deep = `${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}`;

/** The documented reply with other text in the place of its goal's. */
function withGoal(goal: Buffer): Buffer {
  const [before, after] = JSON.stringify({ ...execution, goal: "GOAL" }).split("GOAL") as [string, string];
  return Buffer.concat([Buffer.from(before), goal, Buffer.from(after)]);
}

/** The documented reply with more fields, written as they are. */
function withFields(fields: string): string {
  return `${documented.slice(0, -1)},${fields}}`;
}

function redirect(status: number): Fault {
  return answer(status, "", ({ elsewhere }) => ({ Location: `${elsewhere}/execute_flow` }));
}

const { execution_id: _, ...anonymous } = execution;

export const bodies = {
  "the documented reply": good,
  "the documented reply, compressed": answer(201, gzipSync(documented), GZIP),
  "the documented reply, after a byte order mark": answer(201, `\uFEFF${documented}`),
  "the documented reply, with bytes that are not UTF-8": answer(
    201,
    withGoal(Buffer.from([0x72, 0xff, 0x75])),
  ),
  "the documented reply, with a field twice": answer(201, withFields(`"goal":"second"`)),
  "the documented reply, with a field __proto__": answer(201, withFields(`"__proto__":{"polluted":true}`)),
  "the documented reply, with a field that is nested 100,000 deep": answer(201, withFields(`"deep":${deep}`)),
  "100 KB of headers": answer(
    201,
    documented,
    Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`X-Filler-${at}`, "f".repeat(1000)])),
  ),

  "empty 200": answer(200, ""),
  "empty 201": answer(201, ""),
  "empty 204": answer(204, ""),
  "HTML as 200": answer(200, "<!doctype html><p>Sign in", HTML),
  "JSON that stops": answer(201, documented.slice(0, -100)),
  "fewer bytes declared than sent": {
    requested(turn) {
      begin(turn, documented, { "Content-Length": 100 });
      turn.socket.end(documented);
    },
  },
  "JSON null": json(201, null),
  "JSON array": json(201, [execution]),
  "JSON string": json(201, "started"),
  "JSON number": json(201, 42),
  "JSON that is nested 100,000 deep": answer(201, deep),
  "no execution_id": json(201, anonymous),
  "a status that is a number": json(201, { ...execution, status: 1 }),
  "not gzip, but called so": answer(201, documented, GZIP),
  "gzip that stops": answer(201, gzipSync(documented).subarray(0, 100), GZIP),

  "larger than allowed, declared": answer(201, large),
  "larger than allowed, in chunks": {
    requested(turn) {
      beginChunks(turn);
      turn.socket.end(Buffer.concat([chunk(large), chunk("")]));
    },
  },
  "larger than allowed, without an end": {
    requested(turn) {
      beginChunks(turn);
      const more = (error?: Error | null): void => {
        if (!error && turn.socket.writable) turn.socket.write(chunk("m".repeat(LARGEST / 10)), more);
      };
      more();
    },
  },
  "larger than allowed once decompressed": answer(201, gzipSync(large), GZIP),
  "a refusal that is larger than allowed": answer(400, large),
  "a failure that is larger than allowed": answer(500, large),

  "redirect 302": redirect(302),
  "redirect 307": redirect(307),
  "redirect 308": redirect(308),
  "redirect without an end": {
    requested: ({ socket, elsewhere }) =>
      socket.write(head(307, { ...JSON_TYPE, Location: elsewhere, "Content-Length": 100 })),
  },
} satisfies Record<string, Fault>;
