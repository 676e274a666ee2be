// What goes wrong with creates, and which create meets what.

/** How long the clients wait for a reply, in milliseconds. */
export const TIMEOUT = 4000;

/** What becomes of one request. */
export interface Fault {
  /** How many of a thousand requests it meets. Those that time ends are fewer: they take long, and say little more. */
  share: number;
  /** Whether the execution is started: never, before the reply, or only after the client has given up. */
  commit: "no" | "yes" | "late";
  /** What the client gets: the execution, its half, nothing ever, a reset, or a reply with this status. */
  reply: "whole" | "half" | "nothing" | "reset" | number;
  headers?: Record<string, string>;
  /** Where there is a status, and this is left out: JSON. */
  html?: boolean;
}

/** By what the documents call them. */
export const FAULTS = {
  "a reset before the commit": { share: 18, commit: "no", reply: "reset" },
  "a reset after the commit": { share: 18, commit: "yes", reply: "reset" },
  "a reset in the middle of the reply": { share: 18, commit: "yes", reply: "half" },
  "no reply, not committed": { share: 6, commit: "no", reply: "nothing" },
  "no reply, committed": { share: 6, commit: "yes", reply: "nothing" },
  "no reply, committed after the client gave up": { share: 6, commit: "late", reply: "nothing" },
  "500 before the commit": { share: 18, commit: "no", reply: 500 },
  "500 after the commit": { share: 18, commit: "yes", reply: 500 },
  "502 of a gateway, committed": { share: 18, commit: "yes", reply: 502, html: true },
  "503 without Retry-After, committed": { share: 18, commit: "yes", reply: 503 },
  "504 of a gateway, not committed": { share: 18, commit: "no", reply: 504, html: true },
  "201 whose body is HTML, committed": { share: 18, commit: "yes", reply: 201, html: true },
  "503 with Retry-After": { share: 18, commit: "no", reply: 503, headers: { "retry-after": "1" } },
  "429 with Retry-After": { share: 18, commit: "no", reply: 429, headers: { "retry-after": "1" } },
  "429 without Retry-After": { share: 18, commit: "no", reply: 429 },
  "422, a refusal": { share: 18, commit: "no", reply: 422 },
} as const satisfies Record<string, Fault>;

const NONE: Fault = { share: 0, commit: "yes", reply: "whole" };

/** A number in [0, 1) that is the same in each run, and looks like any other. */
export function drawn(...words: (string | number)[]): number {
  let state = 0x811c9dc5;
  for (const char of words.join("/")) state = Math.imul(state ^ char.charCodeAt(0), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32;
}

/** The fault that a create's request meets: the same whichever client sends it. */
export function faultOf(seed: number, nonce: string, attempt: number): Fault {
  let left = drawn(seed, nonce, attempt) * 1000;
  for (const fault of Object.values(FAULTS)) {
    left -= fault.share;
    if (left < 0) return fault;
  }
  return NONE;
}

/** How many of a hundred requests for lists are lost or answered with 503. */
export const FAULTY_LISTS = 4;
