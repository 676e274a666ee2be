import type { CreateExecution } from "./generated/types.ts";

/** The times of creation that are possible, in milliseconds on the server's clock. */
export interface Span {
  from: number;
  to: number;
}

/** What an item of a list says of itself, as far as it says anything. */
interface Item {
  agentflow_id?: unknown;
  goal?: unknown;
  executed_by?: unknown;
  input_variables?: unknown;
  created_at?: unknown;
  createdAt?: unknown;
  execution_id?: unknown;
  status?: unknown;
}

/** `Date` has whole seconds, and the machines of a server need not agree to the second. */
const SLACK = 2000;
/** How far a server's clock may be from this one where its `Date` cannot be seen. */
const DRIFT = 5 * 60_000;

/**
 * When an execution that was asked for at `sent` can have been created, by the server's clock.
 *
 * `received` is when the list was here, whose `date` is the header of that name. Both times are this machine's.
 */
export function possible(sent: number, received: number, date: string | null): Span {
  const server = Date.parse(date ?? "");
  // A page sees the `Date` of another origin only if that exposes it.
  if (Number.isNaN(server)) return { from: sent - DRIFT, to: received + DRIFT };
  return { from: sent + server - received - SLACK, to: server + SLACK };
}

/**
 * Whether an item is an execution that `request` has started: `undefined` where the item does not say enough.
 */
export function matches(request: CreateExecution, item: unknown, span: Span): boolean | undefined {
  if (typeof item !== "object" || item === null) return false;
  const { agentflow_id, goal, executed_by, input_variables, execution_id, status } = item as Item;
  const user = typeof executed_by === "string" ? executed_by : (executed_by as { _id?: unknown } | null)?._id;
  const created = createdAt(item);
  let sure = created !== undefined && typeof execution_id === "string" && typeof status === "string";
  let said = typeof execution_id === "string";
  for (const [mine, theirs] of [
    [request.agentflow_id, agentflow_id],
    [request.goal, goal],
    [request.executed_by, user],
    [request.input_variables, input_variables],
  ]) {
    if (theirs === undefined || theirs === null) sure = false;
    else if (!equal(mine, theirs)) return false;
    else said = true;
  }
  if (created !== undefined && !(created >= span.from && created <= span.to)) return false;
  return sure || (said ? undefined : false);
}

/** When an item was created, in milliseconds: executions tell it in seconds, or as ISO text. */
function createdAt(item: Item): number | undefined {
  for (const value of [item.created_at, item.createdAt]) {
    if (typeof value === "number") return value * 1000;
    if (typeof value !== "string") continue;
    // Text without a time zone is a server's UTC; JavaScript would take it for the local time.
    const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
    const time = Date.parse(zoned);
    if (!Number.isNaN(time)) return time;
  }
  return undefined;
}

/** Those of some requests that are the same as one, which are JSON. */
export function equals<Sent extends { text: string }>(one: Sent, others: Sent[]): Sent[] {
  const body: unknown = JSON.parse(one.text);
  return others.filter(({ text }) => text === one.text || equal(body, JSON.parse(text)));
}

/** Whether two values that came from JSON are the same. The order of names does not matter. */
function equal(mine: unknown, theirs: unknown): boolean {
  if (mine === theirs) return true;
  if (typeof mine !== "object" || typeof theirs !== "object" || mine === null || theirs === null)
    return false;
  const names = Object.keys(mine);
  return (
    Array.isArray(mine) === Array.isArray(theirs) &&
    names.length === Object.keys(theirs).length &&
    names.every(
      (name) =>
        Object.hasOwn(theirs, name) &&
        equal((mine as Record<string, unknown>)[name], (theirs as Record<string, unknown>)[name]),
    )
  );
}
