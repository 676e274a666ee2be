import { type ClientOptions, DEFAULTS } from "../generated/options.ts";
import { readBaseUrl } from "./base-url.ts";
import { checkNames, invalidOption, positive, readOption } from "./option-checks.ts";

/** Headers by their lower-case names; `null` removes one. */
export type HeaderOptions = Readonly<Record<string, string | null>>;

/** What only the client may put into the init of a fetch. */
const RESERVED_FETCH_OPTIONS = ["method", "body", "signal", "redirect", "headers"];

/** The API's address as a URL, which resolves it against the page. Throws `ConfigurationError`. */
export function parseBaseUrl(value: unknown): URL {
  const url = readBaseUrl(value, globalThis.location?.href);
  if (url) return url;
  // The error does not repeat the address, which may hold a secret.
  throw invalidOption("baseUrl", "expected an http or https address without credentials, query or hash");
}

/** Whether a value can be observed as a signal. A signal behind a proxy throws at that. */
export function isAbortSignal(value: AbortSignal | null): boolean {
  return typeof value?.aborted === "boolean" && !!value.addEventListener && !!value.removeEventListener;
}

/** The first and the longest pause between attempts, in milliseconds. Throws `ConfigurationError`. */
export function resolveRetryDelay(delay: NonNullable<ClientOptions["retryDelay"]>): {
  initialDelay: number;
  maxDelay: number;
} {
  checkNames(delay, "retryDelay", DEFAULTS.retryDelay);
  const { initial, max } = DEFAULTS.retryDelay;
  return {
    initialDelay: positive("retryDelay.initial", readOption(delay, "initial") ?? initial),
    maxDelay: positive("retryDelay.max", readOption(delay, "max") ?? max),
  };
}

/** The caller's `fetchOptions` over the defaults; `undefined` if there are none. Throws `ConfigurationError`. */
export function mergeFetchOptions(
  defaults: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> | undefined {
  const own = { ...given };
  for (const name of RESERVED_FETCH_OPTIONS) {
    if (Object.hasOwn(own, name)) throw invalidOption("fetchOptions", `${name} is set by the client`);
  }
  const merged = { ...defaults, ...own };
  return Object.keys(merged).length > 0 ? merged : undefined;
}

/** The caller's headers over the defaults; `undefined` if there are none. Throws `ConfigurationError`. */
export function mergeHeaders(
  defaults: HeaderOptions | undefined,
  given: object | undefined,
): HeaderOptions | undefined {
  if (given === undefined) return defaults;
  const merged: [name: string, value: string | null][] = Object.entries(defaults ?? {});
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase();
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower))
      throw invalidOption("headers", "expected names of headers");
    if (lower === "x-api-key" || lower === "authorization") {
      throw invalidOption("headers", `${lower}: the key is given as apiKey`);
    }
    if (value !== null && (typeof value !== "string" || !/^[\t\x20-\x7e]*$/.test(value))) {
      throw invalidOption("headers", `${lower}: expected printable ASCII or null`);
    }
    merged.push([lower, value]);
  }
  return merged.length > 0 ? Object.fromEntries(merged) : undefined;
}
