import { now } from "../core/clock.ts";
import type { WexaError } from "../core/errors.ts";
import {
  CREATE_OPTION_NAMES,
  type CreateOptions,
  count,
  guardGetters,
  invalidOption,
  pickOptions,
  positive,
  REQUEST_OPTION_NAMES,
  type RequestOptions,
} from "../core/options.ts";
import type { Execution, ExecutionStatus, InboxPreviewInput } from "../generated/types.ts";
import type { AnomalyItem, PreviewItem, RuntimeInputItem } from "./inbox.ts";

/** What a handler says to a request: `undefined` leaves it open. */
export type HandlerResult<T> = T | undefined | Promise<T | undefined>;

/** What a handler is told beside the request. */
export interface HandlerContext {
  /** The execution that asks, as it was seen last. */
  execution: Execution;
  /** Aborts when the watch ends: nobody waits for the answer any more, and it is not sent. */
  signal: AbortSignal;
}

/** The options of `executions.watch`. Those of each of its requests are the options of every method. */
export interface WatchOptions extends RequestOptions {
  /** How long the whole watch may take. The client's own `totalTimeout` is for each of its requests. @unit milliseconds @default Infinity */
  totalTimeout?: number | undefined;
  /** The wait before the next look after something has changed. @unit milliseconds @default 1000 */
  interval?: number | undefined;
  /**
   * The longest wait while nothing changes: after two looks without news each wait is half as long again as the one
   * before. A `retry-after` of the server counts instead, up to the client's `maxRetryAfter`.
   * @unit milliseconds @default 10000
   */
  maxInterval?: number | undefined;
  /** How many looks in a row may fail, each with its own retries, before the watch fails as well. @default 5 */
  maxErrors?: number | undefined;
  /** Does not look while the page is hidden (`document.visibilityState`), and looks at once when it is shown. @default false */
  pauseWhenHidden?: boolean | undefined;
  /** Told of each look that failed and will be repeated: which one it is in a row, counted from 1. */
  onError?: ((error: WexaError, failuresInARow: number) => void) | undefined;
  /**
   * Answers a request for values: those it gives are submitted, by name, and the run goes on.
   *
   * The inbox is looked at only where a handler is given, when the run says that it waits or shows nothing new. A
   * watch hands each request to its handler once. What a handler throws ends the watch with it.
   */
  onRuntimeInput?:
    | ((request: RuntimeInputItem, context: HandlerContext) => HandlerResult<Record<string, unknown>>)
    | undefined;
  /**
   * Approves a preview: as it is (`true`), or as what it gives, the `preview_input` with changes. `false` leaves it
   * open: no way to refuse one is documented.
   */
  onPreview?:
    | ((request: PreviewItem, context: HandlerContext) => HandlerResult<boolean | InboxPreviewInput>)
    | undefined;
  /** Decides on an anomaly. What `false` does is not documented. */
  onAnomaly?: ((request: AnomalyItem, context: HandlerContext) => HandlerResult<boolean>) | undefined;
}

/** The options of `executions.wait`. */
export interface WaitOptions extends WatchOptions {
  /** Ends the wait before the execution has ended, with the first execution that it is true of. */
  until?: ((execution: Execution) => boolean | Promise<boolean>) | undefined;
  /** Told of each change, the first execution included; what it throws ends the wait. A promise of it is waited for. */
  onUpdate?: ((execution: Execution) => void | Promise<void>) | undefined;
  /**
   * The statuses that reject with an `ExecutionFailedError`: `["failed", "cancelled"]`. Compared without regard to
   * case; `cancelled` is also `canceled`. @default [] : every end of an execution is a result
   */
  failOn?: readonly ExecutionStatus[] | undefined;
}

/** The options of `executions.createAndWait`. `totalTimeout` is that of the create and the wait together. */
export interface CreateAndWaitOptions extends WaitOptions, CreateOptions {
  totalTimeout?: number | undefined;
}

/** The options of a watch, with every default in place. */
export interface WatchConfig extends WaitOptions {
  interval: number;
  maxInterval: number;
  maxErrors: number;
  totalTimeout: number;
}

const HANDLERS = ["onError", "onRuntimeInput", "onPreview", "onAnomaly"];
const FUNCTIONS = [...HANDLERS, "until", "onUpdate"];

const WATCH_NAMES = [
  ...REQUEST_OPTION_NAMES,
  ...HANDLERS,
  "interval",
  "maxInterval",
  "maxErrors",
  "pauseWhenHidden",
];
const WAIT_NAMES = [...WATCH_NAMES, "until", "onUpdate", "failOn"];
/** The names of the options of each helper that watches. */
const NAMES = {
  "executions.watch": WATCH_NAMES,
  "executions.wait": WAIT_NAMES,
  "executions.createAndWait": [...WAIT_NAMES, ...CREATE_OPTION_NAMES],
};

/** Checks the options of a watch that began at that time, and puts in every default. Throws `ConfigurationError`. */
export const resolveWatchOptions = /* @__PURE__ */ guardGetters(
  (given: WaitOptions | undefined = {}, owner: keyof typeof NAMES, began: number): WatchConfig => {
    const options: CreateAndWaitOptions = pickOptions(given, owner, NAMES[owner]);
    for (const [name, value] of Object.entries(options)) {
      if (FUNCTIONS.includes(name) && value !== undefined && typeof value !== "function") {
        throw invalidOption(name, "expected a function", value);
      }
    }
    const { failOn = [] } = options;
    if (!Array.isArray(failOn) || failOn.some((status) => typeof status !== "string")) {
      throw invalidOption("failOn", "expected an array of statuses", failOn);
    }
    const totalTimeout = positive("totalTimeout", options.totalTimeout ?? Number.POSITIVE_INFINITY);
    return {
      ...options,
      interval: positive("interval", options.interval ?? 1000),
      maxInterval: positive("maxInterval", options.maxInterval ?? 10_000),
      maxErrors: count("maxErrors", options.maxErrors ?? 5),
      totalTimeout: Math.max(totalTimeout - (now() - began), 1),
    };
  },
);

/** Those of its options that each of its requests has. */
export function toRequestOptions({
  timeout,
  maxRetries,
  headers,
  projectID,
  validate,
}: WatchConfig): RequestOptions {
  return { timeout, maxRetries, headers, projectID, validate };
}

/** Those of its options that its create has. */
export function pickCreateOptions(options: CreateAndWaitOptions): CreateOptions {
  const { signal, timeout, totalTimeout, maxRetries, headers, projectID, validate, onUnknown } = options;
  return { signal, timeout, totalTimeout, maxRetries, headers, projectID, validate, onUnknown };
}
