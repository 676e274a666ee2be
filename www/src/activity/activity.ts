// What the client tells its logger: each attempt, each wait, each reply that differs from the documents.
import { signal } from "@preact/signals";
import type { Logger } from "wexa-executeflow";

export type Level = "error" | "warn" | "info" | "debug" | "page";

/** One line of the log. */
export interface Line {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** As the client told it; `page` is something that was done in this page. */
  readonly level: Level;
  readonly operation: string;
  readonly text: string;
  /** A look that went well: there is one every few seconds. */
  readonly routine: boolean;
}

const LIMIT = 500;
const LOOKS: readonly string[] = [
  "executions.get",
  "executions.list",
  "executions.listPending",
  "inbox.list",
  "agentflows.list",
];

export const lines = signal<readonly Line[]>([]);
let count = 0;

/** Adds a line of the page's own. */
export function tell(operation: string, text: string): void {
  add("page", operation, text);
}

export function clearLines(): void {
  lines.value = [];
}

/** Takes what the client tells. */
export const logger: Logger = {
  error: (message) => take("error", message),
  warn: (message) => take("warn", message),
  info: (message) => take("info", message),
  debug: (message) => take("debug", message),
};

function take(level: Level, message: string): void {
  const [, operation = "client", text = message] = /^wexa-executeflow: ([\w.]+): (.*)$/s.exec(message) ?? [];
  add(level, operation, text);
}

function add(level: Level, operation: string, text: string): void {
  const routine = level === "debug" && LOOKS.includes(operation);
  const line: Line = { id: ++count, at: Date.now(), level, operation, text, routine };
  lines.value = [...lines.value.slice(1 - LIMIT), line];
}
