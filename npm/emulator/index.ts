import { AgentflowStore } from "./agentflows.ts";
import { createApp } from "./app.ts";
import { type ClockMode, createClock, type EmulatorClock } from "./clock.ts";
import { ExecutionStore } from "./executions.ts";
import { type Fault, FaultQueue } from "./faults.ts";
import { handlersOf } from "./handlers.ts";
import { inProcessFetch } from "./in-process.ts";
import { type RecordedRequest, RequestLog } from "./requests.ts";
import { rowsOf } from "./rows.ts";
import { type Script, ScriptBook } from "./script.ts";

export type { ClockMode, EmulatorClock } from "./clock.ts";
export { ConnectionReset, type Fault, type FaultMatch } from "./faults.ts";
export type { JsonObject, JsonValue } from "./json.ts";
export type { RecordedRequest } from "./requests.ts";
export type { Ask, AskType, Script } from "./script.ts";
export type { RunStatus } from "./status.ts";

const BASE_URL = "http://emulator.localhost";

/** Options of an emulator. */
export interface EmulatorOptions {
  /** The key it accepts. Default `emulator-key`. */
  readonly apiKey?: string | undefined;
  /** `real` (default) follows the time of day; `manual` moves only by `clock.advance`. */
  readonly clock?: ClockMode | undefined;
  /** What the clock shows when it is first read. Milliseconds since the epoch. Default: the time of day. */
  readonly startAt?: number | undefined;
  /** Milliseconds a step of a run takes when its script does not say. Default 1000. */
  readonly stepDuration?: number | undefined;
  /** Executions kept; the oldest finished ones are dropped beyond. Default 10000. */
  readonly maxExecutions?: number | undefined;
}

/** An emulated API, alone in its own memory. */
export interface Emulator {
  /** A stand-in for the global one; any host leads here. Relative URLs are taken against `baseUrl`. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Answers one request, for servers and workers. Rejects with `ConnectionReset` when a fault wants the
   * connection lost: the host then drops it without an answer.
   */
  readonly handle: (request: Request) => Promise<Response>;
  readonly apiKey: string;
  readonly clock: EmulatorClock;
  /** The latest 1000 requests, oldest first, preflights included. */
  readonly requests: readonly RecordedRequest[];
  clearRequests(): void;
  /** Makes a fault happen to the next request it is for. Throws a `RangeError` if it cannot. */
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Says how the runs of later creates go. Throws a `RangeError` if they cannot go like that. */
  script(script: Script): void;
  clearScripts(): void;
  /** What a client needs to talk to this emulator in process. */
  clientOptions(): { baseUrl: string; apiKey: string; fetch: typeof globalThis.fetch };
}

/** Makes an emulator of the API. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { apiKey = "emulator-key", maxExecutions = 10_000 } = options;
  if (!Number.isInteger(maxExecutions) || maxExecutions < 1) {
    throw new RangeError(`maxExecutions is ${maxExecutions}, and should be an integer of at least 1`);
  }
  const clock = createClock(options.clock ?? "real", options.startAt);
  const scripts = new ScriptBook(options.stepDuration);
  const faults = new FaultQueue();
  const requests = new RequestLog();
  const agentflows = new AgentflowStore(clock);
  const executions = new ExecutionStore(clock, scripts, agentflows, maxExecutions);
  const rows = rowsOf(handlersOf({ clock, agentflows, executions }));
  const app = createApp({ apiKey, clock, scripts, faults, requests, rows });
  const handle = async (request: Request, caller?: AbortSignal): Promise<Response> =>
    app.fetch(request, caller === undefined ? {} : { caller });
  const fetch = inProcessFetch(BASE_URL, handle);

  return {
    fetch,
    handle: (request) => handle(request),
    apiKey,
    clock,
    get requests(): readonly RecordedRequest[] {
      return requests.entries;
    },
    clearRequests: () => requests.clear(),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    script: (script) => scripts.add(script),
    clearScripts: () => scripts.clear(),
    clientOptions: () => ({ baseUrl: BASE_URL, apiKey, fetch }),
  };
}
