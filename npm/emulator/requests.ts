import type { MiddlewareHandler } from "hono";
import { KEY_HEADER } from "./auth.ts";
import type { AppEnv } from "./env.ts";
import { readJson } from "./json.ts";

/** A request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  /** As sent, percent-encoding included. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. The values of keys are replaced by `***`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The operation its route stands for, such as `executions.create`; `null` for none. */
  readonly operation: string | null;
  /** Parsed where it is JSON, else its text; `undefined` for an empty one. */
  readonly body: unknown;
  /** Status of the reply; `null` while there is none, and for good after a reset. */
  readonly status: number | null;
}

const SECRET_HEADERS: readonly string[] = [KEY_HEADER, "authorization", "cookie"];

/** The latest requests, oldest first. */
export class RequestLog {
  readonly #limit: number;
  #entries: RecordedRequest[] = [];

  constructor(limit = 1000) {
    this.#limit = limit;
  }

  get entries(): readonly RecordedRequest[] {
    return [...this.#entries];
  }

  add(entry: RecordedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > this.#limit) this.#entries.shift();
  }

  clear(): void {
    this.#entries = [];
  }
}

/** Notes every request on arrival, before anything can go wrong with it, and its status afterwards. */
export function record(log: RequestLog): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const url = new URL(c.req.url);
    const entry: { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] } = {
      method: c.req.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: withoutSecrets(c.req.raw.headers),
      operation: c.get("operations")[0] ?? null,
      body: undefined,
      status: null,
    };
    log.add(entry);
    entry.body = parsed(await c.req.text());
    await next();
    entry.status = c.res.status;
  };
}

function withoutSecrets(headers: Headers): Record<string, string> {
  const shown: Record<string, string> = {};
  headers.forEach((value, name) => {
    shown[name] = SECRET_HEADERS.includes(name) ? "***" : value;
  });
  return shown;
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return readJson(text);
  } catch {
    return text;
  }
}
