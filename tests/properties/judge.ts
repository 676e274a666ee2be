// What must hold of every call, whatever it was given.
import { answer, request, response } from "../support/documented.ts";

export type Package = typeof import("../../npm/index.ts");
export type Client = InstanceType<Package["WexaClient"]>;

export const KEY = "sk-0123456789abcdef";

const CODES = new Set(
  (
    "configuration invalid_request validation authentication permission not_found conflict rate_limit server http " +
    "connection timeout aborted bad_response redirected too_large"
  ).split(" "),
);
const OUTCOMES = new Set(["not_sent", "refused", "unknown", "accepted"]);

/** Longer than any call here may take, by far. */
const HANGS = 15_000;

/** A fetch that answers as documented, and counts. */
export class Counter {
  sent = 0;
  readonly fetch: typeof fetch = (...given) => {
    this.sent++;
    return answer(...given);
  };
}

/** What a call came to. */
export type End = { value: unknown } | { error: unknown };

/** Begins a call, which must not throw, and waits for its end, which must come. */
export async function endOf(begin: () => PromiseLike<unknown>): Promise<End> {
  let call: PromiseLike<unknown>;
  try {
    call = begin();
  } catch {
    throw new Error("the call threw at once");
  }
  let timer: NodeJS.Timeout | undefined;
  const hanging = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the call does not settle")), HANGS);
  });
  const end = call.then(
    (value): End => ({ value }),
    (error: unknown): End => ({ error }),
  );
  return Promise.race([end, hanging]).finally(() => clearTimeout(timer));
}

/** Judges an error: one of the package's, not of a trap, and true about what was sent. */
export function judgeError({ WexaError }: Package, error: unknown, sent: number | undefined): void {
  if (!(error instanceof WexaError)) throw new Error(`not an error of the package: ${named(error)}`);
  const { code, outcome, message, attempts } = error;
  if (!CODES.has(code)) throw new Error(`code ${code}: ${message}`, { cause: error.cause });
  if (!OUTCOMES.has(outcome)) throw new Error(`outcome ${outcome}: ${message}`);
  if (message.includes(KEY) || JSON.stringify(error.fields).includes(KEY)) throw new Error("the key is told");
  if (sent === undefined) return;
  if ((outcome === "not_sent") !== (sent === 0))
    throw new Error(`${outcome}, but sent ${sent} times: ${message}`);
  if (attempts !== sent) throw new Error(`attempts ${attempts}, but sent ${sent} times: ${message}`);
}

/** Judges the end of a call whose requests `counter` has counted. */
export function judge(wexa: Package, end: End, { sent }: Counter): void {
  if ("error" in end) judgeError(wexa, end.error, sent);
  else if (sent !== 1) throw new Error(`resolved, but sent ${sent} times`);
}

/** The next ordinary call works. */
export async function expectNext(client: Client): Promise<void> {
  const end = await endOf(() => client.executions.create(request));
  if ("error" in end) throw new Error(`the next call failed: ${named(end.error)}`);
  if (JSON.stringify(end.value) !== JSON.stringify(response))
    throw new Error("the next call gave something else");
}

function named(value: unknown): string {
  try {
    return `${value}`;
  } catch {
    return `a ${typeof value} that cannot be written`;
  }
}
