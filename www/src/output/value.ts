// What agents give is not documented: these find what is there, and leave the rest as it is.
import type { Execution } from "wexa-executeflow";

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The agent that an item of `agents_output` is from; empty where it says none. */
export function agentOf(item: unknown): string {
  return isObject(item) && typeof item.agent_id === "string" ? item.agent_id : "";
}

const NAMES = ["output", "response", "content", "result", "text", "message"] as const;

/** What an item of `agents_output` holds: the part that is the output, where one is known to be. */
export function outputOf(item: unknown): unknown {
  if (!isObject(item)) return item;
  const name = NAMES.find((each) => each in item);
  return name === undefined ? item : item[name];
}

/** What the run came to: markdown, or nothing yet. */
export function conclusionOf({ conclusion }: Execution): string {
  return (typeof conclusion === "string" ? conclusion : conclusion?.conclusion) ?? "";
}

/** A failed run tells why in a field that the documents do not have. */
export function errorOf(execution: Execution & { error?: unknown }): string {
  const { error } = execution;
  if (typeof error === "string") return error;
  return error === undefined || error === null ? "" : JSON.stringify(error);
}

/** Tokens, seconds and price, where the server tells them; the documents have none of it. */
export function costOf(execution: Execution & { analytics?: unknown }): {
  tokens?: number;
  price?: number;
} {
  const overall = isObject(execution.analytics) ? execution.analytics.overall : undefined;
  if (!isObject(overall)) return {};
  const { total_tokens: tokens, total_price: price } = overall;
  return {
    ...(typeof tokens === "number" ? { tokens } : {}),
    ...(typeof price === "number" ? { price } : {}),
  };
}
