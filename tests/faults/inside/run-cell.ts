// Runs in each platform: makes the call of one cell, and tells what can be seen of it.
import type { ClientOptions, WexaClient } from "../../../npm/index.ts";
import facts from "../../facts/create-executeflow.json" with { type: "json" };
import type { Cell, Ending, Told } from "./cell.ts";
import { leaksOf, listen } from "./leaks.ts";

export type Package = typeof import("../../../npm/index.ts");

/** What the whole platform has said and failed at, since the cells share it. */
const printed = listen();
const uncaught: string[] = [];

/** Notes what nobody has caught. */
export function noteUncaught(error: unknown): void {
  uncaught.push(String(error));
}

const OPTIONS = {
  maxRetries: 2,
  retryDelay: { initial: 1, max: 5 },
  totalTimeout: 15_000,
  maxResponseBytes: 1_000_000,
  logLevel: "debug",
} as const;

export async function runCell(of: Package, cell: Cell, inspect?: (value: unknown) => string): Promise<Told> {
  const { baseUrl, apiKey, timeout, ending, secret } = cell;
  const options: ClientOptions = { ...OPTIONS, baseUrl, apiKey, timeout };
  const { projectID } = facts.request;
  const wexa = new of.WexaClient({ ...options, projectID });
  const { signal, reason } = endingOf(cell, ending);
  const began = performance.now();
  const before = printed.length;
  const told: Told = { leaks: [], uncaught: [], took: 0 };
  try {
    const value: object = await callOf(of, wexa, cell, { ...options, signal });
    const { execution_id, goal } = value as Record<string, unknown>;
    const untouched = !("polluted" in {}) && Object.getPrototypeOf(value) === Object.prototype;
    told.value = { execution_id, goal, plain: untouched };
  } catch (thrown) {
    const error = thrown as InstanceType<Package["WexaError"]>;
    const { name, code, outcome, retryable, status, attempts, message, cause } = error;
    const own = of[name as "WexaError"];
    told.error = {
      genuine: error instanceof Error && error instanceof of.WexaError && !!own && error instanceof own,
      name,
      code,
      outcome,
      retryable,
      status,
      attempts,
      message,
      cause:
        cause === undefined
          ? "none"
          : reason !== undefined && cause === reason
            ? "the reason"
            : (cause as Error)?.name === "AbortError"
              ? "AbortError"
              : "other",
    };
    told.took = performance.now() - began;
    told.leaks = leaksOf(thrown, secret, inspect);
  }
  told.took ||= performance.now() - began;
  if (printed.slice(before).some((line) => line.includes(secret))) told.leaks.push("the console");
  told.uncaught = [...uncaught];
  return told;
}

type CallOptions = ClientOptions & { signal: AbortSignal | undefined };

function callOf(of: Package, wexa: WexaClient, { idempotency }: Cell, options: CallOptions): Promise<object> {
  const { signal } = options;
  const { execution_id } = facts.response;
  if (idempotency === "safe") return wexa.executions.get(execution_id, { signal });
  if (idempotency === "idempotent") return wexa.executions.cancel(execution_id, { signal });
  return of.create_executeflow(facts.request, options);
}

function endingOf({ baseUrl }: Cell, ending: Ending | undefined): { signal?: AbortSignal; reason?: unknown } {
  if (!ending) return {};
  const reason = { error: new Error("enough"), text: "enough", nothing: undefined }[ending.reason];
  if (ending.at === "before") return { signal: AbortSignal.abort(reason), reason };
  const controller = new AbortController();
  void (async () => {
    await (await fetch(`${baseUrl}/arrived`)).text();
    // What the server has sent takes its way through the platform.
    await new Promise((done) => setTimeout(done, 100));
    controller.abort(reason);
  })();
  return { signal: controller.signal, reason };
}
