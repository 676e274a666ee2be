import type { OptionCheck } from "../generated/options.ts";
import { ConfigurationError, WexaError } from "./errors.ts";
import { isValidKey } from "./key.ts";

/** Creates the error of a value that is wrong. */
export type CreateOptionError = (name: string, expectation: string, found?: unknown) => WexaError;

/** The error of an option: its name, what was expected, and the type of what was found instead. */
export function invalidOption(name: string, expectation: string, found?: unknown): ConfigurationError {
  const end = found === undefined ? "" : `, found ${found === null ? "null" : typeof found}`;
  return new ConfigurationError({ code: "configuration", message: `${name}: ${expectation}${end}` });
}

/** Wraps a function that reads options: what the caller's getters and proxies throw becomes a `ConfigurationError`. */
export function guardGetters<Args extends unknown[], T>(read: (...args: Args) => T): (...args: Args) => T {
  return (...args) => {
    try {
      return read(...args);
    } catch (cause) {
      if (cause instanceof WexaError) throw cause;
      throw new ConfigurationError({ code: "configuration", message: "options: they cannot be read", cause });
    }
  };
}

/** Requires a plain object. A Map or a Headers is refused, since its entries would be ignored. */
export function checkObject(
  name: string,
  value: unknown,
  error: CreateOptionError = invalidOption,
): asserts value is object {
  if (typeof value !== "object" || value === null || Symbol.iterator in value) {
    throw error(name, "expected a plain object", value);
  }
}

/** Requires a number greater than 0: milliseconds, bytes. */
export function positive(name: string, value: unknown): number {
  if (typeof value !== "number" || !(value > 0)) {
    throw invalidOption(name, "expected a number greater than 0", value);
  }
  return value;
}

/** Requires a whole number from 0 to 100. */
export function count(name: string, value: unknown): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > 100) {
    throw invalidOption(name, "expected a whole number from 0 to 100", value);
  }
  return value;
}

/** Requires one of some words. */
export function oneOf<T>(
  name: string,
  words: readonly T[],
  value: unknown,
  error: CreateOptionError = invalidOption,
): T {
  if (!words.includes(value as T)) throw error(name, `expected one of ${words.join(", ")}`);
  return value as T;
}

/** Requires a key that a header can hold, so that no error of `Headers` can quote it. */
export function checkKey(key: unknown): asserts key is string {
  if (!isValidKey(key)) {
    throw invalidOption("apiKey", "expected printable ASCII without spaces, or null for a proxy");
  }
}

/** What an option takes where `null` is wrong. For any other it is as good as `undefined`. */
const NOT_NULL: readonly OptionCheck["takes"][] = ["text", "function", "object"];

/** Requires an option to be as its declaration says; `undefined` is right for every option. */
export function checkOption(name: string, value: unknown, { takes, words = [] }: OptionCheck): void {
  if (value === undefined || (value === null && !NOT_NULL.includes(takes))) return;
  switch (takes) {
    case "positive":
      positive(name, value);
      break;
    case "count":
      count(name, value);
      break;
    case "oneOf":
      oneOf(name, words, value);
      break;
    case "text":
      if (typeof value !== "string" || value === "") {
        throw invalidOption(name, "expected a string that is not empty", value);
      }
      break;
    case "flag":
      if (typeof value !== "boolean") throw invalidOption(name, "expected true or false", value);
      break;
    case "function":
      if (typeof value !== "function") throw invalidOption(name, "expected a function", value);
      break;
    case "object":
      checkObject(name, value);
  }
}

/**
 * Reads an option that is an object's own, or that its class has, but not one that somebody put into `Object.prototype`
 * (or into that of another page).
 */
export function readOption(options: object, name: string): unknown {
  let holder: object | null = options;
  while (holder && !Object.hasOwn(holder, name)) {
    holder = Object.getPrototypeOf(holder);
    // The root of a chain of prototypes is an Object.prototype.
    if (holder && Object.getPrototypeOf(holder) === null) return undefined;
  }
  return holder ? (options as Record<string, unknown>)[name] : undefined;
}

/** Names that other clients use, and the option that is meant. */
const ALIASES: Readonly<Record<string, string>> = {
  baseURL: "baseUrl",
  base_url: "baseUrl",
  url: "baseUrl",
  token: "apiKey",
  api_key: "apiKey",
  retries: "maxRetries",
  timeoutMs: "timeout",
  projectId: "projectID",
  project_id: "projectID",
};

/**
 * Refuses own enumerable options, other than `undefined`, that are the name of a property in none of the `known` objects.
 *
 * `owner` is what the options are for: `WexaClient`, `executions.get`. Throws `ConfigurationError`, which suggests the
 * option that is probably meant.
 */
export function checkNames(options: object, owner: string, ...known: object[]): void {
  const names = new Set(known.flatMap(Object.keys));
  for (const name of Object.keys(options)) {
    if (names.has(name) || (options as Record<string, unknown>)[name] === undefined) continue;
    const suggestion = suggestName(name, names);
    const end = suggestion === undefined ? "" : `: did you mean ${suggestion}?`;
    throw new ConfigurationError({
      code: "configuration",
      message: `unknown option ${name} of ${owner}${end}`,
    });
  }
}

function suggestName(name: string, names: ReadonlySet<string>): string | undefined {
  const alias = Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
  if (alias !== undefined && names.has(alias)) return alias;
  let closest: string | undefined;
  let least = 3;
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [closest, least] = [candidate, distance];
  }
  return closest;
}

/** How many letters have to be added, removed or replaced to make one text the other; 3 if the lengths differ by more. */
function editDistance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++) {
      const replaced = (row[to - 1] as number) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[to] as number) + 1, (next[to - 1] as number) + 1));
    }
    row = next;
  }
  return row[other.length] as number;
}
