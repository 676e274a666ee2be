// Replies that are no success: each status, and what comes with it.

import { reply } from "../../support/raw-http.ts";
import type { Fault } from "../server/fault-server.ts";
import { answer, begin, delivered, documented, first, good, JSON_TYPE, json } from "./ways.ts";

const plain = [400, 401, 403, 404, 408, 409, 413, 418, 425, 429, 499, 500, 501, 502, 503, 504, 511] as const;
const DETAIL = { detail: "No" };

const fastApi = {
  detail: [
    { type: "missing", loc: ["body", "goal"], msg: "Field required", input: {} },
    { type: "string_type", loc: ["body", "agents", 0, "role"], msg: "Input should be a valid string" },
  ],
};

const reset: Fault = { requested: ({ socket }) => socket.resetAndDestroy() };
const cut: Fault = {
  async requested(turn) {
    begin(turn);
    turn.socket.write(documented.slice(0, 100));
    await delivered();
    turn.socket.resetAndDestroy();
  },
};

/** A date so many seconds from now, as headers have it. */
const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();

export const statuses = {
  ...(Object.fromEntries(plain.map((status) => [status, json(status, DETAIL)])) as Record<
    `${(typeof plain)[number]}`,
    Fault
  >),
  "422 with a list of fields": json(422, fastApi),
  "HTML as 500": answer(500, "<!doctype html><p>Oh no", { "Content-Type": "text/html" }),
  "400 that is nested 100,000 deep": answer(
    400,
    `{"detail":"No","deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
  ),
  "429, Retry-After: 1": json(429, DETAIL, { "Retry-After": 1 }),
  "429, Retry-After a date": answer(429, "{}", () => ({ "Retry-After": inSeconds(1.5) })),
  "429, Retry-After-Ms: 300": json(429, DETAIL, { "Retry-After-Ms": 300 }),
  "429, Retry-After: soon": json(429, DETAIL, { "Retry-After": "soon" }),
  "429, Retry-After: 3600, longer than maxRetryAfter": json(429, DETAIL, { "Retry-After": 3600 }),
  "429, Retry-After: 30, longer than totalTimeout": json(429, DETAIL, { "Retry-After": 30 }),
  "429, Retry-After: 1, hidden from pages": {
    requested: ({ socket }) => socket.end(reply(429, { ...JSON_TYPE, "Retry-After": 1 }, "{}", false)),
  },
  "503, Retry-After: 1": json(503, DETAIL, { "Retry-After": 1 }),
  "503, Retry-After: 3600, longer than maxRetryAfter": json(503, DETAIL, { "Retry-After": 3600 }),
  "503, Retry-After: 1, hidden from pages": {
    requested: ({ socket }) => socket.end(reply(503, { ...JSON_TYPE, "Retry-After": 1 }, "{}", false)),
  },

  "429, then the documented reply": first(json(429, DETAIL), good),
  "503 with Retry-After, then the documented reply": first(json(503, DETAIL, { "Retry-After": 0 }), good),
  "500, then the documented reply": first(json(500, DETAIL), good),
  "reset, then the documented reply": first(reset, good),
  "reset in the body, then the documented reply": first(cut, good),
  "429, then reset": first(json(429, DETAIL), reset),
  "reset, then 400": first(reset, json(400, DETAIL)),
  "429, then 400": first(json(429, DETAIL), json(400, DETAIL)),
} satisfies Record<string, Fault>;
