import type { JsonValue } from "./json.ts";
import { type Fields, requireFields } from "./validation.ts";

/** Which requests a fault is for: every field given must be equal. Preflights never meet one. */
export interface FaultMatch {
  /** Such as `executions.create`. */
  readonly operation?: string | undefined;
  readonly method?: string | undefined;
  /** The whole path, as sent. */
  readonly path?: string | undefined;
}

/** Something that goes wrong with a request, or with its reply. Everything given happens together. */
export interface Fault {
  readonly match?: FaultMatch | undefined;
  /** How many requests it meets before it is used up. Default 1. */
  readonly times?: number | undefined;
  /** Status of the reply, 200 to 599. Unless `commit` is set, the request is then not carried out. */
  readonly status?: number | undefined;
  /** Set on the reply. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Body of the reply: a string as it is, anything else as JSON. */
  readonly body?: JsonValue | undefined;
  /** Whether the request is carried out behind a `status` of the fault's own. Default false. */
  readonly commit?: boolean | undefined;
  /** Milliseconds of real time between the arrival and the commit. */
  readonly delayMs?: number | undefined;
  /** Milliseconds of real time between the commit and the reply. */
  readonly replyDelayMs?: number | undefined;
  /** Loses the connection instead of replying, before or after the request is carried out. */
  readonly reset?: "before" | "after" | undefined;
  /** Loses the connection in the middle of the reply's body. */
  readonly truncateBody?: boolean | undefined;
  /** Answers with an HTML page, as gateways do. */
  readonly nonJson?: boolean | undefined;
  /** Seconds, for the `retry-after` header. */
  readonly retryAfter?: number | undefined;
}

const FAULT: Fields = {
  match: "object?",
  times: "number?",
  status: "integer?",
  headers: "object?",
  body: "any?",
  commit: "boolean?",
  delayMs: "number?",
  replyDelayMs: "number?",
  reset: "string?",
  truncateBody: "boolean?",
  nonJson: "boolean?",
  retryAfter: "number?",
} satisfies Record<keyof Fault, Fields[string]>;
const MATCH: Fields = { operation: "string?", method: "string?", path: "string?" };

// Timers take 31 bits of milliseconds; with more they fire at once.
const MAX_DELAY = 2 ** 31 - 1;
const MAX_WAITING = 1000;

/** Thrown where a connection is lost: the host has to drop the connection, not to answer. */
export class ConnectionReset extends Error {
  /** As in Node's own errors. */
  readonly code = "ECONNRESET";
  /** Whether the request had been carried out. */
  readonly committed: boolean;

  constructor(committed: boolean) {
    super(`the connection was reset ${committed ? "after" : "before"} the request was carried out`);
    this.name = "ConnectionReset";
    this.committed = committed;
  }
}

/** Faults that wait for a request, first come, first served. */
export class FaultQueue {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  /** Adds a fault, or throws a `RangeError` that says what is wrong with it. */
  add(fault: Fault): void {
    requireSound(fault);
    if (this.#waiting.length >= MAX_WAITING) throw new RangeError(`fault: ${MAX_WAITING} wait already`);
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The first fault for this request, one use of it spent. */
  take(request: { operations: readonly string[]; method: string; path: string }): Fault | undefined {
    const entry = this.#waiting.find(
      ({ fault: { match } }) =>
        (match?.operation === undefined || request.operations.includes(match.operation)) &&
        (match?.method === undefined || match.method.toUpperCase() === request.method) &&
        (match?.path === undefined || match.path === request.path),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#waiting = this.#waiting.filter((other) => other !== entry);
    return entry.fault;
  }
}

/** Types are not enough: faults come over HTTP and from plain JavaScript too. */
function requireSound(fault: Fault): void {
  requireFields("fault", fault, FAULT);
  requireFields("fault: match", fault.match ?? {}, MATCH);
  const { status = 200, times = 1, delayMs = 0, replyDelayMs = 0, retryAfter = 0, reset = "after" } = fault;
  const must = (sound: boolean, message: string): void => {
    if (!sound) throw new RangeError(`fault: ${message}`);
  };
  must(status >= 200 && status <= 599, `status ${status} cannot be sent`);
  must(times >= 1, `times is ${times}, and should be at least 1`);
  must(Math.min(delayMs, replyDelayMs, retryAfter) >= 0, "a time is negative");
  must(Math.max(delayMs, replyDelayMs) <= MAX_DELAY, "no timer runs that long");
  must(reset === "before" || reset === "after", `reset "${reset}" is neither before nor after`);
  must(areHeaders(fault.headers), "headers that cannot be sent");
}

function areHeaders(headers: Fault["headers"]): boolean {
  try {
    new Headers(headers ?? {});
    return true;
  } catch {
    return false;
  }
}
