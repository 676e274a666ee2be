import { exposesKey, readBaseUrl, trimSlashes } from "../core/base-url.ts";
import { ConfigurationError } from "../core/errors.ts";
import { isValidKey } from "../core/key.ts";
import { type GeneratedRoute, type OperationName, ROUTES } from "../generated/routes.ts";
import { type AttemptStore, memoryStore } from "./attempts.ts";
import { type Scope, uncheckable } from "./scope.ts";

/** What `authorize` is told beside the request. */
export interface AuthorizeContext<Env = unknown> {
  /** The operation that is asked for; several where one address stands for several. */
  readonly operations: readonly OperationName[];
  /** What the platform gave with the request: a worker's bindings. */
  readonly env: Env;
}

/**
 * What `authorize` decides: `true` lets the request through, `false` refuses it (403), a Response is the answer.
 *
 * An object lets it through, narrowed: `projectID` keeps it to a project, `executed_by` is the user on whose behalf
 * an execution starts, whatever the page says. A name that is there must have a value: what is `undefined` refuses.
 */
export type Decision = boolean | Response | Scope;

/** Where the key comes from: itself, the name of a worker's binding, or a function of the bindings. */
export type ProxyKey<Env = unknown> =
  | string
  | { readonly binding: string }
  | ((env: Env) => string | Promise<string>);

/** Options of a proxy. */
export interface ProxyOptions<Env = unknown> {
  /** The API key that the proxy adds. It is in no reply of the proxy. */
  readonly apiKey: ProxyKey<Env>;
  /** The operations that may be called, by their names on the client. Everything else is refused. */
  readonly allow: readonly OperationName[];
  /** Who may call them. It gets the caller's own request, with cookies and all, and leaves its body alone. */
  readonly authorize: (request: Request, context: AuthorizeContext<Env>) => Decision | Promise<Decision>;
  /**
   * Keeps every request to one project: replies to reads are looked at, and what a write is about is asked for first.
   * Operations that cannot be kept to one are then a `ConfigurationError`.
   */
  readonly projectID?: string | undefined;
  /** The origins whose pages are served, such as `https://app.example`. @default the proxy's own */
  readonly origins?: readonly string[] | undefined;
  /** Whether callers that are no page, and send no Origin, are refused. @default true */
  readonly requireOrigin?: boolean | undefined;
  /** Whether pages of other origins may send cookies. @default false */
  readonly credentials?: boolean | undefined;
  /** Headers that pages of other origins may send for `authorize` to see. They are not forwarded. */
  readonly allowHeaders?: readonly string[] | undefined;
  /** Where the proxy stands on its host: `/wexa`. The client's `baseUrl` ends in it. @default "" */
  readonly basePath?: string | undefined;
  /** The address of the API. @default "https://api.wexa.ai" */
  readonly baseUrl?: string | undefined;
  /** The largest request body. @unit bytes @default 1048576 */
  readonly maxBodyBytes?: number | undefined;
  /** The largest reply that is read. @unit bytes @default 16777216 */
  readonly maxResponseBytes?: number | undefined;
  /** How long the API may take for its whole reply. @unit milliseconds @default 60000 */
  readonly timeout?: number | undefined;
  /** Where attempts are remembered, so that none is forwarded twice. @default this isolate's memory */
  readonly store?: AttemptStore<Env> | undefined;
  /** A stand-in for the platform's fetch, towards the API. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Options that have been looked at, with every default in place. */
export interface Settings<Env = unknown> {
  readonly apiKey: ProxyKey<Env>;
  readonly allow: ReadonlySet<string>;
  readonly authorize: ProxyOptions<Env>["authorize"];
  readonly projectID: string | undefined;
  readonly origins: readonly string[] | undefined;
  readonly requireOrigin: boolean;
  readonly credentials: boolean;
  readonly allowHeaders: readonly string[];
  readonly basePath: string;
  readonly baseUrl: string;
  readonly maxBodyBytes: number;
  readonly maxResponseBytes: number;
  readonly timeout: number;
  readonly store: AttemptStore<Env>;
  readonly fetch: typeof globalThis.fetch | undefined;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const LONGEST_TIMER = 2 ** 31 - 1;

/** The options with every default. Throws `ConfigurationError`. */
export function settingsOf<Env>(options: ProxyOptions<Env>): Settings<Env> {
  if (typeof options !== "object" || options === null) throw wrong("options", "expected an object");
  const { apiKey, authorize, fetch, store, origins, allowHeaders = [] } = options;
  if (typeof apiKey === "string") checkKey(apiKey);
  else if (typeof apiKey !== "function" && typeof apiKey?.binding !== "string") {
    throw wrong("apiKey", "expected the key, { binding: its name } or a function that gives it");
  }
  if (typeof authorize !== "function") {
    throw wrong("authorize", "expected a function that says who may call; nobody may without one");
  }
  if (fetch !== undefined && typeof fetch !== "function") throw wrong("fetch", "expected a function");
  if (store !== undefined && !(typeof store?.claim === "function" && typeof store.has === "function")) {
    throw wrong("store", "expected an object with claim() and has()");
  }
  for (const origin of origins ?? []) checkOriginOption(origin);
  for (const name of allowHeaders) {
    if (!TOKEN.test(name)) throw wrong("allowHeaders", "a name is not that of a header");
  }
  const { projectID } = options;
  if (projectID !== undefined && (typeof projectID !== "string" || projectID === "")) {
    throw wrong("projectID", "expected a string that is not empty");
  }
  return {
    apiKey,
    allow: allowed(options.allow, projectID),
    authorize,
    projectID,
    origins,
    requireOrigin: options.requireOrigin ?? true,
    credentials: options.credentials ?? false,
    allowHeaders,
    basePath: basePathOf(options.basePath ?? ""),
    baseUrl: baseUrlOf(options.baseUrl ?? "https://api.wexa.ai"),
    maxBodyBytes: positive("maxBodyBytes", options.maxBodyBytes ?? 2 ** 20),
    maxResponseBytes: positive("maxResponseBytes", options.maxResponseBytes ?? 2 ** 24),
    timeout: Math.min(positive("timeout", options.timeout ?? 60_000), LONGEST_TIMER),
    store: store ?? memoryStore(),
    fetch,
  };
}

/**
 * Refuses a key that no header can hold, in words that do not quote it. A key of a few letters is refused too: every response
 * is cleared of the key, and would lose parts of its words.
 */
export function checkKey(key: unknown): asserts key is string {
  if (!isValidKey(key) || key.length < 4) {
    throw wrong("apiKey", "expected at least 4 characters of printable ASCII without spaces");
  }
}

function wrong(option: string, expectation: string): ConfigurationError {
  return new ConfigurationError({ code: "configuration", message: `createProxy: ${option}: ${expectation}` });
}

function allowed(allow: unknown, projectID: string | undefined): Set<string> {
  if (!Array.isArray(allow) || allow.length === 0) {
    throw wrong("allow", 'expected the names of operations, such as ["executions.create"]');
  }
  for (const name of allow) {
    const row: GeneratedRoute | undefined = ROUTES.find(({ operation }) => operation === name);
    if (!row) throw wrong("allow", `${String(name)} is no operation`);
    const why = projectID === undefined ? undefined : uncheckable(row);
    if (why !== undefined) throw wrong("allow", `${name} cannot be kept to one project: ${why}`);
  }
  return new Set(allow);
}

function checkOriginOption(origin: unknown): void {
  let url: URL | undefined;
  try {
    url = new URL(origin as string);
  } catch {
    // Told below.
  }
  if (url?.origin !== origin || origin === "null") {
    throw wrong("origins", "expected origins as browsers write them, such as https://app.example");
  }
}

function basePathOf(path: unknown): string {
  if (
    typeof path !== "string" ||
    (path !== "" && !/^(\/[\w.~-]+)+\/?$/.test(path)) ||
    /\/\.{1,2}(\/|$)/.test(path)
  ) {
    throw wrong("basePath", "expected a path such as /wexa");
  }
  return path.replace(/\/$/, "");
}

function baseUrlOf(value: unknown): string {
  const url = readBaseUrl(value);
  if (!url || exposesKey(url)) {
    // The address may hold a secret, and is not repeated.
    throw wrong("baseUrl", "expected an https address without credentials, query or hash");
  }
  return trimSlashes(url);
}

function positive(option: string, value: unknown): number {
  if (typeof value !== "number" || !(value > 0)) throw wrong(option, "expected a number greater than 0");
  return value;
}
