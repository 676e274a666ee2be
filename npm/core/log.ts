import type { LogLevel, ResolvedOptions } from "./options.ts";
import { redact } from "./redact.ts";

const LEVELS: readonly LogLevel[] = ["off", "error", "warn", "info", "debug"];

type LogOptions = Pick<ResolvedOptions, "logger" | "logLevel">;

/** Whether a caller's logger wants to know of that. */
export function logsLevel({ logLevel }: LogOptions, level: LogLevel): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(logLevel);
}

/** Tells a caller's logger, without the key. What a logger throws must not end a call that was paid for. */
export function log(
  options: LogOptions,
  level: Exclude<LogLevel, "off">,
  text: string,
  key: string | undefined,
): void {
  if (!logsLevel(options, level)) return;
  try {
    options.logger[level](`wexa-executeflow: ${redact(text, key)}`);
  } catch {
    // It has had its chance.
  }
}

/** An attempt in words: its number, its status, how long it took. */
export function describeAttempt(attempt: number, response: Response | undefined, ms: number): string {
  const id = getRequestId(response);
  const status = readStatus(response) ?? "no response";
  return `attempt ${attempt}: ${status} in ${Math.round(ms)} ms${id ? ` (request ${id})` : ""}`;
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
