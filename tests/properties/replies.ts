import fc from "fast-check";
import { request, response } from "../support/documented.ts";
import { Counter, type End, endOf, expectNext, judgeError, KEY, type Package } from "./judge.ts";
import { anything, changed, changes, cook, type Recipe } from "./recipes.ts";

/** How a fetch of the caller's own ends. */
interface Fetched {
  way: "gives" | "promises" | "throws" | "rejects";
  what: Recipe | Lookalike;
}

/** A reply of which something is replaced, as are what its headers' get and its text() come to. */
interface Lookalike {
  status: number;
  reply: [string, Recipe][];
  headers: [string, Recipe][];
  text: { rejects: boolean; value: Recipe } | null;
}

const STATUSES = [0, 101, 200, 201, 204, 302, 400, 401, 404, 409, 422, 429, 500, 503, 700, 1e9, -1, 0.5];

const someOf = (names: string[]): fc.Arbitrary<[string, Recipe][]> =>
  fc.oneof(fc.constant<[string, Recipe][]>([]), changes(names));

const fetched: fc.Arbitrary<Fetched> = fc.record({
  way: fc.constantFrom("gives", "promises", "throws", "rejects"),
  what: fc.oneof(
    anything,
    fc.record<Lookalike>({
      status: fc.constantFrom(...STATUSES),
      reply: someOf(["status", "headers", "text", "type", "body", "ok", "url"]),
      headers: someOf(["retry-after", "retry-after-ms", "x-request-id", "content-length"]),
      text: fc.option(fc.record({ rejects: fc.boolean(), value: anything })),
    }),
  ),
});

/** A lookalike of a Response, made from what is recorded of it. */
function lookalike(what: Lookalike): unknown {
  const headers = new Map(what.headers);
  const get = (name: string): unknown => {
    const recipe = headers.get(name);
    if (recipe === undefined) return null;
    const value = cook(recipe);
    return typeof value === "function" ? value() : value;
  };
  const text = async (): Promise<unknown> => {
    if (what.text === null) return JSON.stringify(what.status < 300 ? response : { detail: "no" });
    const value = cook(what.text.value);
    if (what.text.rejects) throw value;
    return typeof value === "function" ? value() : value;
  };
  return changed({ status: what.status, headers: { get }, text }, what.reply);
}

/** Any value as what a fetch gives, promises, throws or rejects with. */
export function ofFetch(wexa: Package): fc.IAsyncProperty<[Fetched, boolean]> {
  return fc.asyncProperty(fetched, fc.boolean(), async ({ way, what }, create) => {
    let sent = 0;
    const fetch = (): never => {
      sent++;
      const recipe = typeof what === "string" || "array" in what || "object" in what ? what : undefined;
      const value = recipe === undefined ? lookalike(what as Lookalike) : cook(recipe);
      if (way === "throws") throw value;
      if (way === "rejects") return new Promise((_, reject) => reject(value)) as never;
      return (way === "gives" ? value : new Promise((resolve) => resolve(value))) as never;
    };
    const options = {
      apiKey: KEY,
      fetch,
      timeout: 200,
      maxRetries: 1,
      logLevel: "debug",
      logger: SILENT,
    } as const;
    const client = new wexa.WexaClient({
      ...options,
      retryDelay: { initial: 0.1, max: 0.1 },
      maxRetryAfter: 1,
    });
    const call = (): PromiseLike<unknown> =>
      create ? client.executions.create(request).withResponse() : client.executions.get("e-1");
    judgeReply(wexa, await endOf(call), sent, create);
    await expectNext(new wexa.WexaClient({ apiKey: KEY, fetch: new Counter().fetch }));
  });
}

const silent = (): undefined => undefined;
const SILENT = { error: silent, warn: silent, info: silent, debug: silent };

function judgeReply(wexa: Package, end: End, sent: number, create: boolean): void {
  if (sent === 0) throw new Error("nothing was sent");
  if ("value" in end) return;
  judgeError(wexa, end.error, undefined);
  const { attempts, outcome, retryable, message } = end.error as InstanceType<Package["WexaError"]>;
  if (attempts !== sent) throw new Error(`attempts ${attempts}, but sent ${sent} times: ${message}`);
  // Only a code of Node says that a request was never sent, and that is not among the values.
  if (outcome === "not_sent") throw new Error(`not_sent after it was sent: ${message}`);
  if (create && outcome === "unknown" && (retryable || sent > 1))
    throw new Error(`sent again in doubt: ${message}`);
}
