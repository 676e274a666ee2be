// biome-ignore-all lint/suspicious/noThenProperty: odd values are what this file is for
// biome-ignore-all lint/complexity/noArguments: as above
// biome-ignore-all lint/suspicious/noSparseArray: as above
// biome-ignore-all lint/complexity/useArrowFunction: as above
// Any JavaScript value, as a recipe: plain data, that fast-check can print and make smaller, whatever the value that is
// cooked from it does to those who look at it.
import fc from "fast-check";

/** The name of one of `LEAVES`, or something that holds others. */
export type Recipe = string | { array: Recipe[] } | { object: [name: string, value: Recipe][] };

const thrown = (): never => {
  throw new Error("hostile");
};
const rejected = (): Promise<never> => {
  const promise = Promise.reject(new Error("given"));
  promise.catch(() => undefined);
  return promise;
};
const gone = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
/** A proxy whose every trap throws. */
const fortress = (target: object): object => new Proxy(target, new Proxy({}, { get: () => thrown }));
const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { value };
  return value;
};
const circle = (): unknown => {
  const value: Record<string, unknown> = { list: [] };
  (value.list as unknown[]).push(value);
  value.self = value;
  return value;
};
const getter = (name: PropertyKey, get: () => unknown): object =>
  Object.defineProperty({}, name, { enumerable: true, get });
/** A property that is one thing when it is first read, and throws from then on. */
const once = (name: PropertyKey, first: unknown): object => {
  let reads = 0;
  return getter(name, () => (reads++ === 0 ? first : thrown()));
};

/** Values by name. Each is made anew. */
export const LEAVES: Record<string, () => unknown> = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  false: () => false,
  zero: () => 0,
  "minus zero": () => -0,
  one: () => 1,
  "minus one": () => -1,
  half: () => 0.5,
  "two to 53": () => 2 ** 53,
  "1e308": () => 1e308,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  bigint: () => 10n,
  "huge bigint": () => 2n ** 4096n,
  symbol: () => Symbol("s"),
  "well-known symbol": () => Symbol.iterator,
  "empty text": () => "",
  blank: () => " \t\n",
  text: () => "text",
  "a dot": () => ".",
  "two dots": () => "..",
  "a path": () => "/a/../b?c=d#e%2f\\",
  "an address": () => "https://user:password@evil.example/x?y#z",
  "a zero byte": () => "a\0b",
  "high surrogate": () => "a\ud800",
  "low surrogate": () => "\udc00a",
  emoji: () => "🦀🧪",
  "not ASCII": () => "clé\u2028",
  "huge text": () => "ß".repeat(300_000),
  "text object": () => new String("text"),
  "number object": () => new Number(5),
  function: () => () => "given",
  "async function": () => async () => "given",
  "throwing function": () => thrown,
  // What comes of it is noticed here: not every place for a function takes promises.
  "rejecting function": () => () => rejected(),
  generator: () => (function* () {})(),
  class: () => class {},
  "class instance": () =>
    new (class Request {
      goal = "run";
    })(),
  "empty object": () => ({}),
  "empty array": () => [],
  "null prototype": () => Object.assign(Object.create(null), { goal: "run" }),
  frozen: () => Object.freeze({ goal: "run" }),
  "array with holes": () => [, 1, , 2],
  arguments: () =>
    (function () {
      return arguments;
    })(),
  Date: () => new Date(0),
  "invalid Date": () => new Date(Number.NaN),
  Map: () => new Map([["a", 1]]),
  Set: () => new Set(["a"]),
  WeakMap: () => new WeakMap(),
  RegExp: () => /a/g,
  Error: () => new Error("given"),
  bytes: () => new Uint8Array([1, 2]),
  "big bytes": () => new BigInt64Array(2),
  buffer: () => new ArrayBuffer(4),
  view: () => new DataView(new ArrayBuffer(4)),
  URL: () => new URL("https://example.com"),
  URLSearchParams: () => new URLSearchParams("a=1"),
  Headers: () => new Headers({ a: "b" }),
  FormData: () => new FormData(),
  Blob: () => new Blob(["x"]),
  Response: () => new Response("{}"),
  stream: () => new ReadableStream(),
  AbortSignal: () => new AbortController().signal,
  "aborted signal": () => AbortSignal.abort("stop"),
  "signal behind a proxy": () => new Proxy(new AbortController().signal, {}),
  "half a signal": () => ({ aborted: false, addEventListener: () => undefined }),
  "signal that throws": () => ({ aborted: false, addEventListener: thrown, removeEventListener: thrown }),
  "signal that throws later": () => ({
    ...{ addEventListener: () => undefined, removeEventListener: thrown },
    aborted: false,
  }),
  promise: () => Promise.resolve("given"),
  "rejected promise": () => rejected(),
  thenable: () => ({ then: (resolve: (value: unknown) => void) => resolve("given") }),
  "throwing thenable": () => ({ then: thrown }),
  "thenable whose then cannot be read": () => getter("then", thrown),
  "promise whose constructor cannot be read": () =>
    Object.defineProperty(Promise.resolve("given"), "constructor", { get: thrown }),
  "revoked proxy": () => gone({}),
  "revoked array": () => gone([]),
  "revoked function": () => gone(() => undefined),
  "proxy that throws": () => fortress({}),
  "array that throws": () => fortress([]),
  "function that throws": () => fortress(() => undefined),
  "array of odd length": () => new Proxy([], { get: (_, name) => (name === "length" ? 2n : undefined) }),
  circle,
  deep: () => nested(500),
  "deeper than the stack": () => nested(100_000),
  "toJSON that throws": () => ({ toJSON: thrown }),
  "toJSON that gives nothing": () => ({ toJSON: () => undefined }),
  "toJSON that gives a bigint": () => ({ toJSON: () => 1n }),
  "toJSON that cannot be read": () => getter("toJSON", thrown),
  "toString that throws": () => ({ toString: thrown, valueOf: thrown }),
  "toPrimitive that throws": () => ({ [Symbol.toPrimitive]: thrown }),
  "tag that throws": () => getter(Symbol.toStringTag, thrown),
  "iterator that throws": () => getter(Symbol.iterator, thrown),
  "own prototype": () => JSON.parse('{"__proto__": {"goal": "run"}}'),
  ...Object.fromEntries(
    ["goal", "message", "cause", "name", "code", "status", "headers", "length", "0"].flatMap((name) => [
      [`${name} throws`, () => getter(name, thrown)],
      [`${name} throws the second time`, () => once(name, "first")],
    ]),
  ),
};

const NAMES = [
  ..."agentflow_id executed_by goal input_variables projectID agents llm model limit skip name id".split(" "),
  ..."then toJSON constructor length __proto__ 0".split(" "),
  "",
  "a b&c=d",
  "\ud800",
];

/** Recipes of any value. */
export const anything: fc.Arbitrary<Recipe> = fc.letrec<{ value: Recipe; leaf: Recipe }>((tie) => ({
  leaf: fc.constantFrom(...Object.keys(LEAVES)),
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 5, arbitrary: tie("leaf") },
    { weight: 1, arbitrary: fc.record({ array: fc.array(tie("value"), { maxLength: 3 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        object: fc.array(fc.tuple(fc.constantFrom(...NAMES), tie("value")), { maxLength: 4 }),
      }),
    },
  ),
})).value;

/** The value of a recipe, made anew. */
export function cook(recipe: Recipe): unknown {
  if (typeof recipe === "string") return LEAVES[recipe]?.();
  if ("array" in recipe) return recipe.array.map(cook);
  const object = {};
  for (const [name, value] of recipe.object) {
    Object.defineProperty(object, name, { value: cook(value), enumerable: true, writable: true });
  }
  return object;
}

/** An object of which some fields are replaced. */
export function changed(good: object, changes: [string, Recipe][]): Record<string, unknown> {
  const made = cook({ object: changes }) as Record<string, unknown>;
  const copy: Record<string, unknown> = { ...good };
  for (const name of Object.keys(made)) {
    Object.defineProperty(copy, name, { value: made[name], enumerable: true, writable: true });
  }
  return copy;
}

/** Recipes for some of the fields of an object. */
export function changes(names: readonly string[]): fc.Arbitrary<[string, Recipe][]> {
  return fc.array(fc.tuple(fc.constantFrom(...names), anything), { minLength: 1, maxLength: 3 });
}
