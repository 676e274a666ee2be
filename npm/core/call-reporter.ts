import type { Logger, LogLevel, ResolvedOptions } from "./options.ts";
import { redact } from "./redact.ts";

const LEVELS: readonly LogLevel[] = ["off", "error", "warn", "info", "debug"];

/** Tells a caller's logger what a call does. */
export class CallReporter {
  readonly #logger: Logger;
  readonly #level: number;
  /** Whether the logger wants to know of each attempt. */
  readonly wantsAttempts: boolean;
  #sentAt = 0;

  constructor({ logger, logLevel }: ResolvedOptions) {
    this.#logger = logger;
    this.#level = LEVELS.indexOf(logLevel);
    this.wantsAttempts = this.#level >= LEVELS.indexOf("info");
  }

  /** Whether the logger wants to know of warnings. */
  get wantsWarnings(): boolean {
    return this.#level >= LEVELS.indexOf("warn");
  }

  /** An attempt begins. */
  sending(): void {
    if (this.wantsAttempts) this.#sentAt = Date.now();
  }

  /** The attempt in words: its number, its status, how long it took. */
  describeAttempt(attempt: number, response: Response | undefined): string {
    const id = getRequestId(response);
    const status = readStatus(response) ?? "no response";
    return `attempt ${attempt}: ${status} in ${Date.now() - this.#sentAt} ms${id ? ` (request ${id})` : ""}`;
  }

  /** Tells the logger. What a logger throws must not end a call that was paid for. */
  log(level: Exclude<LogLevel, "off">, text: string, key: string | undefined): void {
    if (LEVELS.indexOf(level) > this.#level) return;
    try {
      this.#logger[level](`wexa-executeflow: ${redact(text, key)}`);
    } catch {
      // It has had its chance.
    }
  }
}

/** The server's id of a request. A page sees it only if the server exposes it. */
export function getRequestId(response: Response | undefined): string | undefined {
  try {
    const id: unknown = response?.headers.get("x-request-id");
    return typeof id === "string" ? id : undefined;
  } catch {
    // The response of a caller's own fetch may be anything.
    return undefined;
  }
}

function readStatus(response: Response | undefined): number | undefined {
  try {
    return typeof response?.status === "number" ? response.status : undefined;
  } catch {
    return undefined;
  }
}
