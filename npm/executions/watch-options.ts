import { now } from "../core/clock.ts";
import { guardGetters, invalidOption, readOptions } from "../core/options.ts";
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

/** The options of a watch, with every default in place. */
export interface WatchConfig extends WaitOptions {
  interval: number;
  maxInterval: number;
  maxErrors: number;
  totalTimeout: number;
}

/** Checks the options of a watch that began at that time, and puts in every default. Throws `ConfigurationError`. */
export const resolveWatchOptions = /* @__PURE__ */ guardGetters(
  (options: WaitOptions | undefined = {}, owner: string, began: number): WatchConfig => {
    const checks = { ...WATCH_OPTIONS, ...WAIT_OPTIONS };
    const own = readOptions<WaitOptions>(options, checks, owner, REQUEST_OPTIONS, CREATE_OPTIONS);
    const { failOn = [] } = own;
    if (!Array.isArray(failOn) || failOn.some((status) => typeof status !== "string")) {
      throw invalidOption("failOn", "expected an array of statuses", failOn);
    }
    const totalTimeout = own.totalTimeout ?? DEFAULTS.totalTimeout;
    return {
      ...options,
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
