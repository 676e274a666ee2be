import {
  CLIENT_OPTIONS,
  type ClientOptions,
  CREATE_OPTIONS,
  type CreateOptions,
  DEFAULTS,
  type OptionChecks,
  REQUEST_OPTIONS,
  type RequestOptions,
} from "../generated/options.ts";
import { trimSlashes } from "./base-url.ts";
import { guardKey } from "./browser-guard.ts";
import {
  checkKey,
  checkNames,
  checkObject,
  checkOption,
  guardGetters,
  invalidOption,
  readOption,
} from "./option-checks.ts";
import {
  type HeaderOptions,
  isAbortSignal,
  mergeFetchOptions,
  mergeHeaders,
  parseBaseUrl,
  resolveRetryDelay,
} from "./option-values.ts";
import type { ApiKey, Logger, LogLevel, Validate } from "./types.ts";

export type { ClientOptions, CreateOptions, RequestOptions } from "../generated/options.ts";
export type { ApiKey, Logger, LogLevel, Validate } from "./types.ts";

/** Checked options, with every default in place. */
export interface ResolvedOptions {
  readonly apiKey: ApiKey;
  readonly projectID: string | undefined;
  readonly executedBy: string | undefined;
  /** The API's address, without slashes at its end. */
  readonly baseUrl: string;
  /** What sends the requests; `undefined` for the global `fetch` at the time of the attempt. */
  readonly fetch: typeof globalThis.fetch | undefined;
  /** What is added to the init of each fetch; `undefined` if nothing is. */
  readonly fetchOptions: Readonly<Record<string, unknown>> | undefined;
  /** What is added to the headers of each request; `undefined` if nothing is. */
  readonly headers: HeaderOptions | undefined;
  /** How long each attempt may take. @unit milliseconds */
  readonly timeout: number;
  /** How long a whole call may take. @unit milliseconds */
  readonly totalTimeout: number;
  /** How often a call is sent again. */
  readonly maxRetries: number;
  /** The first pause between attempts. @unit milliseconds */
  readonly initialDelay: number;
  /** The longest pause between attempts. @unit milliseconds */
  readonly maxDelay: number;
  /** The longest pause that a server may ask for. @unit milliseconds */
  readonly maxRetryAfter: number;
  /** The largest response that is read. @unit bytes */
  readonly maxResponseBytes: number;
  /** Whether a response's bytes have to be counted; `false` if the platform's own limit on text is low enough. */
  readonly countsBytes: boolean;
  readonly validate: Validate;
  readonly logger: Logger;
  readonly logLevel: LogLevel;
  /** The signal of the call; `undefined` for a client. */
  readonly signal: AbortSignal | undefined;
}

/** What the platform brings to the options. */
export interface PlatformOptions {
  /** The defaults of `fetchOptions`. */
  readonly fetchOptions: Readonly<Record<string, unknown>>;
  /** The longest text that the platform can hold; absent if that is not known. @unit characters */
  readonly textLimit?: number | undefined;
}

/** Reads and checks the options of some declarations. Names that are neither in them nor in those of `others` are refused. */
export function readOptions<T>(
  options: unknown,
  checks: OptionChecks,
  owner: string,
  ...others: OptionChecks[]
): T {
  checkObject("options", options);
  checkNames(options, owner, checks, ...others);
  // Without a prototype, an option that is not given is undefined whatever is in Object.prototype.
  const values: Record<string, unknown> = Object.create(null);
  for (const [name, check] of Object.entries(checks)) {
    const value = readOption(options, name);
    checkOption(name, value, check);
    values[name] = value;
  }
  return values as T;
}

/**
 * Checks the options of a client and puts in every default. Throws `ConfigurationError`.
 *
 * `owner` is what the options are for, as an error names it; `others` are what it takes beyond the options of a
 * client: `create_executeflow` also takes the options of a call and of a create.
 */
export const resolveClientOptions = /* @__PURE__ */ guardGetters(
  (
    options: ClientOptions,
    platform: PlatformOptions,
    owner: string = "WexaClient",
    ...others: OptionChecks[]
  ): ResolvedOptions => {
    const given = readOptions<ClientOptions>(options, CLIENT_OPTIONS, owner, ...others);
    const { apiKey, logger = console, maxResponseBytes = DEFAULTS.maxResponseBytes } = given;
    const baseUrl = parseBaseUrl(given.baseUrl ?? DEFAULTS.baseUrl);
    if (apiKey !== null && typeof apiKey !== "function") checkKey(apiKey);
    const levels = CLIENT_OPTIONS.logLevel.words.filter((level) => level !== "off");
    for (const level of levels) {
      if (typeof logger?.[level] !== "function") {
        throw invalidOption("logger", `expected an object with ${level}()`);
      }
    }
    guardKey(apiKey, baseUrl, given.dangerouslyAllowBrowser ?? DEFAULTS.dangerouslyAllowBrowser, logger);
    return {
      apiKey,
      projectID: given.projectID,
      executedBy: given.executedBy,
      baseUrl: trimSlashes(baseUrl),
      fetch: given.fetch,
      fetchOptions: mergeFetchOptions(platform.fetchOptions, given.fetchOptions),
      headers: mergeHeaders(undefined, given.headers),
      timeout: given.timeout ?? DEFAULTS.timeout,
      totalTimeout: given.totalTimeout ?? DEFAULTS.totalTimeout,
      maxRetries: given.maxRetries ?? DEFAULTS.maxRetries,
      ...resolveRetryDelay(given.retryDelay ?? {}),
      maxRetryAfter: given.maxRetryAfter ?? DEFAULTS.maxRetryAfter,
      maxResponseBytes,
      countsBytes: !(maxResponseBytes >= (platform.textLimit ?? Number.POSITIVE_INFINITY)),
      validate: given.validate ?? DEFAULTS.validate,
      logger,
      logLevel: given.logLevel ?? DEFAULTS.logLevel,
      signal: undefined,
    };
  },
);

/**
 * The options of one call over those of its client; `resolved` itself without options. Throws `ConfigurationError`.
 *
 * `owner` is what the options are for, as an error names it: `executions.get`; `others` are what it takes beyond the options
 * of every call.
 */
export const resolveRequestOptions = /* @__PURE__ */ guardGetters(
  (
    resolved: ResolvedOptions,
    options: RequestOptions | undefined,
    owner: string = "the options",
    ...others: OptionChecks[]
  ): ResolvedOptions => {
    if (options === undefined) return resolved;
    const given = readOptions<RequestOptions>(options, REQUEST_OPTIONS, owner, ...others);
    const { signal } = given;
    if (signal !== undefined && !isAbortSignal(signal)) {
      throw invalidOption("signal", "expected an AbortSignal", signal);
    }
    return {
      ...resolved,
      projectID: given.projectID ?? resolved.projectID,
      headers: mergeHeaders(resolved.headers, given.headers),
      timeout: given.timeout ?? resolved.timeout,
      totalTimeout: given.totalTimeout ?? resolved.totalTimeout,
      maxRetries: given.maxRetries ?? resolved.maxRetries,
      validate: given.validate ?? resolved.validate,
      signal,
    };
  },
);

/** What a create does when its outcome is unknown. Throws `ConfigurationError`. @default "throw" */
export const resolveOnUnknown = /* @__PURE__ */ guardGetters(
  (options: CreateOptions | undefined): "throw" | "reconcile" => {
    if (options === undefined) return DEFAULTS.onUnknown;
    checkObject("options", options);
    const value = readOption(options, "onUnknown");
    if (value === null) throw invalidOption("onUnknown", "expected one of throw, reconcile", value);
    checkOption("onUnknown", value, CREATE_OPTIONS.onUnknown);
    return (value as CreateOptions["onUnknown"]) ?? DEFAULTS.onUnknown;
  },
);
