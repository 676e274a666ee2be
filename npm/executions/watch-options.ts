import { now } from "../core/clock.ts";
import { guardGetters, invalidOption } from "../core/option-checks.ts";
import { readOptions } from "../core/options.ts";
import {
  CREATE_OPTIONS,
  type CreateOptions,
  DEFAULTS,
  REQUEST_OPTIONS,
  type RequestOptions,
  WAIT_OPTIONS,
  WATCH_OPTIONS,
  type WaitOptions,
} from "../generated/options.ts";

/** The options of `executions.createAndWait`. `totalTimeout` is that of the create and the wait together. */
export interface CreateAndWaitOptions extends WaitOptions, CreateOptions {
  totalTimeout?: number | undefined;
}

const WATCH_CHECKS = { ...REQUEST_OPTIONS, ...WATCH_OPTIONS };
const WAIT_CHECKS = { ...WATCH_CHECKS, ...WAIT_OPTIONS };
/** What each helper that watches takes. */
const CHECKS = {
  "executions.watch": WATCH_CHECKS,
  "executions.wait": WAIT_CHECKS,
  "executions.createAndWait": { ...WAIT_CHECKS, ...CREATE_OPTIONS },
};

/** The options of a watch, with every default in place. */
export interface WatchConfig extends CreateAndWaitOptions {
  interval: number;
  maxInterval: number;
  maxErrors: number;
  totalTimeout: number;
}

/** Checks the options of a watch that began at that time, and puts in every default. Throws `ConfigurationError`. */
export const resolveWatchOptions = /* @__PURE__ */ guardGetters(
  (options: WaitOptions | undefined = {}, owner: keyof typeof CHECKS, began: number): WatchConfig => {
    const own = readOptions<CreateAndWaitOptions>(options, CHECKS[owner], owner);
    const { failOn = [] } = own;
    if (!Array.isArray(failOn) || failOn.some((status) => typeof status !== "string")) {
      throw invalidOption("failOn", "expected an array of statuses", failOn);
    }
    const totalTimeout = own.totalTimeout ?? DEFAULTS.totalTimeout;
    return {
      ...own,
      failOn,
      interval: own.interval ?? DEFAULTS.interval,
      maxInterval: own.maxInterval ?? DEFAULTS.maxInterval,
      maxErrors: own.maxErrors ?? DEFAULTS.maxErrors,
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
