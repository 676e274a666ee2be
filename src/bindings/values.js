// JavaScript values, for the module. A caller's value may throw from any getter, and an exception must not unwind through the
// module: whatever touches one is caught here, and in src/transport/fetch.js. All else that the module needs (AbortController,
// Promise, Math) comes from web-sys and js-sys.

/** What the instance of the module has trapped with, if it has. */
let trap;

/** Told by npm/wasm/runtime.ts. */
export function markTrapped(thrown) {
  trap ??= { thrown };
}

/**
 * Runs what touches a caller's value. The caller's code may have started another call, and that call may have trapped:
 * then the module's memory must not be touched again, and throwing unwinds the call that is under way. If it has begun
 * something, nobody waits for that any more: a fetch, whose signal is aborted, must not become an unhandled rejection.
 */
export function guard(run, otherwise) {
  let result;
  try {
    result = run();
  } catch (thrown) {
    result = otherwise(thrown);
  }
  if (trap) {
    if (result instanceof Promise) result.catch(nothing);
    throw trap.thrown;
  }
  return result;
}

const nothing = () => undefined;

/** Milliseconds on a clock that is not set back, where there is one. */
export function now() {
  return globalThis.performance ? performance.now() : Date.now();
}

/** Whether a text is empty. Rust would have to copy it to know. */
export function isEmpty(text) {
  return text === "";
}

/** Parses JSON; `undefined` where the text is none. */
export function parseJson(text) {
  try {
    // A byte order mark is no part of the text, but workerd's `text()` leaves it there.
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/** The string, if the value is one that UTF-8 can carry: half a surrogate pair would arrive as another character. */
export function wellFormed(value) {
  return typeof value === "string" && !/\p{Surrogate}/u.test(value) ? value : undefined;
}

/** What a caller's value is, in a word. One that cannot be looked at, such as a revoked proxy, is nothing that JSON carries. */
export function describeType(value) {
  return guard(
    () => {
      if (value === undefined) return "nothing";
      if (value === null) return "null";
      if (Array.isArray(value)) return "array";
      const carried = ["string", "boolean", "object"].includes(typeof value) || Number.isFinite(value);
      return carried ? typeof value : "something JSON cannot carry";
    },
    () => "something JSON cannot carry",
  );
}

/** The message of what was thrown. */
export function messageOf(thrown) {
  return guard(() => wellFormed(thrown?.message), nothing);
}

/** The value of an own field; `undefined` where there is none. */
export function getField(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function setField(object, name, value) {
  object[name] = value;
}

/** The value of an own field; one that is not there is set, if there is a value for it. */
export function fillField(object, name, value) {
  const given = getField(object, name);
  if (given === undefined && value !== undefined) object[name] = value;
  return given;
}

/** Whether the same field of two executions holds the same JSON, written in the same way. */
export function sameField(before, after, name) {
  const [one, other] = [before?.[name], after?.[name]];
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
