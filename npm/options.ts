import { guardKey } from "./browser-guard.ts";
import { ConfigurationError, WexaError } from "./errors.ts";

/** How closely replies are looked at. */
export type Validate = "strict" | "warn" | "off";

/** How much is told to the logger. */
export type LogLevel = "off" | "error" | "warn" | "info" | "debug";

/** Where the client tells what it does: `console` fits. */
export interface Logger {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

/** The API key: a string, or a function that gives one for each attempt; `null` sends none, for a proxy. */
export type ApiKey = string | null | (() => string | null | Promise<string | null>);

/** The options of a client. */
export interface ClientOptions {
  /**
   * The API key, sent in the header `x-api-key` and nowhere else.
   *
   * A function is called for each attempt, so that a key can be rotated. `null` sends none, for a proxy that adds it.
   * Each attempt that writes then has a UUID in `x-wexa-attempt`, by which the proxy knows a browser's own replay. A
   * proxy of another make at another origin has to allow that header, or `headers: { "x-wexa-attempt": null }` it.
   */
  apiKey: ApiKey;
  /** The project of the calls: a 24-hex id. */
  projectID?: string | undefined;
  /** The user on whose behalf executions are started: a 24-hex id. */
  executedBy?: string | undefined;
  /** The API's address. Relative to the page where there is one. @default "https://api.wexa.ai" */
  baseUrl?: string | undefined;
  /** What sends the requests. @default the global `fetch`, looked up for each attempt */
  fetch?: typeof globalThis.fetch | undefined;
  /** Added to the init of each fetch: `{ cf: … }`, `{ next: … }`, `{ credentials: … }`. */
  fetchOptions?: Record<string, unknown> | undefined;
  /** Headers added to each request; `null` takes a default away. */
  headers?: Record<string, string | null> | undefined;
  /** How long each attempt may take, its reply's body included. @unit milliseconds @default 30000 */
  timeout?: number | undefined;
  /** How long a whole call may take, all its attempts and waits included. @unit milliseconds @default Infinity */
  totalTimeout?: number | undefined;
  /** How often a call is repeated, where that cannot start a second execution. @default 2 */
  maxRetries?: number | undefined;
  /** The waits between attempts: they double from `initial` to `max`, with full jitter. @unit milliseconds */
  retryDelay?: { initial?: number | undefined; max?: number | undefined } | undefined;
  /** The longest wait that a server may ask for. A longer one ends the call. @unit milliseconds @default 60000 */
  maxRetryAfter?: number | undefined;
  /** The largest reply that is read. @unit bytes @default 67108864 */
  maxResponseBytes?: number | undefined;
  /**
   * What becomes of a reply that differs from the documents.
   *
   * `"warn"` tells the logger, once for each field; `"strict"` rejects; `"off"` looks at nothing but what the client
   * itself relies on. @default "warn"
   */
  validate?: Validate | undefined;
  /** Where the client tells what it does. @default console */
  logger?: Logger | undefined;
  /** How much it tells. @default "warn" */
  logLevel?: LogLevel | undefined;
  /** Allows a key in a page, where everyone who opens the page can read it. @default false */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** The options of one call: the last argument of every method. */
export interface RequestOptions {
  /** Ends the call. */
  signal?: AbortSignal | undefined;
  /** How long each attempt may take. @unit milliseconds */
  timeout?: number | undefined;
  /** How long the whole call may take. @unit milliseconds */
  totalTimeout?: number | undefined;
  /** How often the call is repeated. */
  maxRetries?: number | undefined;
  /** Headers added to the request; `null` takes one of the client's away. */
  headers?: Record<string, string | null> | undefined;
  /** The project of the call: a 24-hex id. */
  projectID?: string | undefined;
  /** What becomes of a reply that differs from the documents. */
  validate?: Validate | undefined;
}

/** The options of one create. */
export interface CreateOptions extends RequestOptions {
  /**
   * What to do where it is unknown whether the execution was started (`outcome: "unknown"`).
   *
   * `"reconcile"` looks in the project's executions for the one that this call has started: up to three times, the
   * last time about 9 seconds later, since it may show up late. If exactly one can be it, that is what the call gives.
   * Otherwise the call rejects as it would have, with the error's `candidates`. Nothing is ever sent a second time.
   * Executions that another process starts with the same request at the same time cannot be told apart. In browsers,
   * what looks is loaded first: nothing is sent if it cannot be.
   * @default "throw"
   */
  onUnknown?: "throw" | "reconcile" | undefined;
}

/** Options that have been looked at, with every default in place. */
export interface Settings {
  readonly apiKey: ApiKey;
  readonly projectID: string | undefined;
  readonly executedBy: string | undefined;
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly fetchOptions: Record<string, unknown>;
  readonly headers: Record<string, string | null>;
  readonly timeout: number;
  readonly totalTimeout: number;
  readonly maxRetries: number;
  readonly initialDelay: number;
  readonly maxDelay: number;
  readonly maxRetryAfter: number;
  readonly maxResponseBytes: number;
  /** 0 off, 1 warn, 2 strict: the numbers of src/bindings.rs. */
  readonly validate: number;
  readonly logger: Logger;
  /** The place of the level in `LEVELS`. */
  readonly logLevel: number;
  readonly signal: AbortSignal | undefined;
}

export const LEVELS: readonly LogLevel[] = ["off", "error", "warn", "info", "debug"];

/** What only the client may put into the init of a fetch. */
const OWN_INIT = ["method", "body", "signal", "redirect", "headers"];

/** What can be set for a client, and for one call of it. */
type Common = Pick<
  Settings,
  "projectID" | "timeout" | "totalTimeout" | "maxRetries" | "headers" | "validate"
>;

const DEFAULTS: Common = {
  projectID: undefined,
  timeout: 30_000,
  totalTimeout: Number.POSITIVE_INFINITY,
  maxRetries: 2,
  headers: {},
  validate: 1,
};

/** What reads options. What the caller's getters and proxies throw becomes a `ConfigurationError`. */
export function reading<Given extends unknown[], T>(read: (...given: Given) => T): (...given: Given) => T {
  return (...given) => {
    try {
      return read(...given);
    } catch (cause) {
      if (cause instanceof WexaError) throw cause;
      throw new ConfigurationError({ code: "configuration", message: "options: they cannot be read", cause });
    }
  };
}

/** The options of a client, with every default in place. Throws `ConfigurationError`. */
export const settingsOf = /* @__PURE__ */ reading((options: ClientOptions): Settings => {
  checkObject("options", options);
  const { apiKey, fetch, fetchOptions: given = {}, logger = console, retryDelay = {} } = options;
  const baseUrl = baseUrlOf(options.baseUrl ?? "https://api.wexa.ai");
  if (apiKey !== null && typeof apiKey !== "function") checkKey(apiKey);
  if (fetch !== undefined && typeof fetch !== "function") throw wrong("fetch", "expected a function", fetch);
  checkObject("fetchOptions", given);
  const fetchOptions = { ...given };
  for (const name of OWN_INIT) {
    if (name in fetchOptions) throw wrong("fetchOptions", `${name} is set by the client`);
  }
  checkObject("retryDelay", retryDelay);
  for (const level of LEVELS.slice(1) as Exclude<LogLevel, "off">[]) {
    if (typeof logger?.[level] !== "function") throw wrong("logger", `expected an object with ${level}()`);
  }
  guardKey(apiKey, baseUrl, options.dangerouslyAllowBrowser === true, logger);
  return {
    ...commonOf(options, DEFAULTS),
    apiKey,
    executedBy: text("executedBy", options.executedBy),
    baseUrl: baseUrl.href.replace(/\/+$/, ""),
    fetch,
    fetchOptions,
    initialDelay: positive("retryDelay.initial", retryDelay.initial ?? 500),
    maxDelay: positive("retryDelay.max", retryDelay.max ?? 8000),
    maxRetryAfter: positive("maxRetryAfter", options.maxRetryAfter ?? 60_000),
    maxResponseBytes: positive("maxResponseBytes", options.maxResponseBytes ?? 2 ** 26),
    logger,
    logLevel: place("logLevel", LEVELS, options.logLevel ?? "warn"),
    signal: undefined,
  };
});

/** The settings of one call. Throws `ConfigurationError`. */
export const settingsOfCall = /* @__PURE__ */ reading(
  (settings: Settings, options: RequestOptions | undefined): Settings => {
    if (options === undefined) return settings;
    checkObject("options", options);
    const { signal } = options;
    // One behind a proxy has everything but cannot be read; its listener could not be taken off again.
    if (
      signal !== undefined &&
      (typeof signal?.aborted !== "boolean" || !signal.addEventListener || !signal.removeEventListener)
    ) {
      throw wrong("signal", "expected an AbortSignal", signal);
    }
    return { ...settings, ...commonOf(options, settings), signal };
  },
);

function commonOf(options: RequestOptions, settings: Common): Common {
  const { projectID = settings.projectID, headers, validate } = options;
  return {
    projectID: text("projectID", projectID),
    timeout: positive("timeout", options.timeout ?? settings.timeout),
    totalTimeout: positive("totalTimeout", options.totalTimeout ?? settings.totalTimeout),
    maxRetries: count("maxRetries", options.maxRetries ?? settings.maxRetries),
    headers: headers === undefined ? settings.headers : { ...settings.headers, ...headersOf(headers) },
    validate: validate == null ? settings.validate : place("validate", ["off", "warn", "strict"], validate),
  };
}

/** Whether a create is to look for what it has started. Throws `ConfigurationError`. */
export const reconciles = /* @__PURE__ */ reading((options: CreateOptions = {}): boolean => {
  const { onUnknown = "throw" } = options;
  return place("onUnknown", ["throw", "reconcile"], onUnknown) > 0;
});

/** Refuses a key that no header can hold, before `Headers` can quote it in an error of its own. */
export function checkKey(key: unknown): asserts key is string {
  if (typeof key !== "string" || !/^[\x21-\x7e]+$/.test(key)) {
    throw wrong("apiKey", "expected printable ASCII without spaces, or null for a proxy");
  }
}

/** What makes an error of what is wrong with something. */
type Wrong = (what: string, expectation: string, found?: unknown) => WexaError;

/** Refuses what is no object, and a Map or a Headers: what is in it would be left out without a word. */
export function checkObject(what: string, value: unknown, error: Wrong = wrong): asserts value is object {
  if (typeof value !== "object" || value === null || Symbol.iterator in value) {
    throw error(what, "expected a plain object", value);
  }
}

export function wrong(option: string, expectation: string, found?: unknown): ConfigurationError {
  const what = found === undefined ? "" : `, found ${found === null ? "null" : typeof found}`;
  return new ConfigurationError({ code: "configuration", message: `${option}: ${expectation}${what}` });
}

function baseUrlOf(value: unknown): URL {
  try {
    const url = new URL(value as string, globalThis.location?.href);
    if (typeof value === "string" && /^https?:\/\/[^/@]+\/[^?#]*$/.test(url.href)) return url;
  } catch {
    // Told below: the address itself may hold a secret, and is not repeated.
  }
  throw wrong("baseUrl", "expected an http or https address without credentials, query or hash");
}

function headersOf(headers: object): Record<string, string | null> {
  checkObject("headers", headers);
  const checked: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower)) throw wrong("headers", "expected names of headers");
    if (lower === "x-api-key" || lower === "authorization") {
      throw wrong("headers", `${lower}: the key is given as apiKey`);
    }
    if (value !== null && (typeof value !== "string" || !/^[\t\x20-\x7e]*$/.test(value))) {
      throw wrong("headers", `${lower}: expected printable ASCII or null`);
    }
    checked[lower] = value;
  }
  return checked;
}

function text(option: string, value: unknown): string | undefined {
  if (value !== undefined && (typeof value !== "string" || value === "")) {
    throw wrong(option, "expected a string that is not empty", value);
  }
  return value;
}

/** Looks at milliseconds or bytes. */
export function positive(option: string, value: number): number {
  if (typeof value !== "number" || !(value > 0))
    throw wrong(option, "expected a number greater than 0", value);
  return value;
}

export function count(option: string, value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 100) {
    throw wrong(option, "expected a whole number from 0 to 100", value);
  }
  return value;
}

/** The place of a word among those that are possible. */
export function place<T>(what: string, words: readonly T[], value: T, error: Wrong = wrong): number {
  const at = words.indexOf(value);
  if (at < 0) throw error(what, `expected one of ${words.join(", ")}`);
  return at;
}
