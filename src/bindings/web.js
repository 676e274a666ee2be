// What the module asks of JavaScript. A caller's fetch, response, signal, key function or object may throw from any
// getter, and an exception must not unwind through the module: whatever touches one of them is caught here. All else that
// the module needs (AbortController, Promise, Math) comes from web-sys and js-sys.

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
function guard(run, otherwise) {
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

const reject = (thrown) => Promise.reject(thrown);
const nothing = () => undefined;

/** Calls the caller's fetch, or the global one as it is now, without a `this`. */
export function callFetch(fetch, url, init) {
  return guard(() => {
    const send = fetch ?? globalThis.fetch;
    return Promise.resolve(send(url, init));
  }, reject);
}

/** Asks the caller's function for the key. */
export function callKeyFunction(apiKey) {
  return guard(() => Promise.resolve(apiKey()), reject);
}

/** Adds the caller's headers to those of the client; `null` removes one. */
export function addHeaders(headers, more) {
  for (const name of Object.keys(more)) {
    if (more[name] === null) delete headers[name];
    else headers[name] = more[name];
  }
}

/** A UUID. A page without https has no `randomUUID`, but the address of a Blob ends in one; a test runner may have neither. */
export function uuid() {
  try {
    const { crypto } = globalThis;
    if (crypto.randomUUID) return crypto.randomUUID();
    const url = URL.createObjectURL(new Blob());
    URL.revokeObjectURL(url);
    return url.slice(-36);
  } catch {
    return undefined;
  }
}

/** Milliseconds on a clock that is not set back, where there is one. */
export function now() {
  return globalThis.performance ? performance.now() : Date.now();
}

/** The status of a response; -1 where fetch gave something else. */
export function responseStatus(response) {
  return guard(
    () => {
      const { status, text } = response;
      // Reading `headers` itself makes an object of them, which an edge host has to keep track of.
      return typeof text === "function" && Number.isInteger(status) && "headers" in response ? status : -1;
    },
    () => -1,
  );
}

/** Whether a response without a status is a redirect that was not followed. */
export function isOpaqueRedirect(response) {
  return guard(
    () => response.type === "opaqueredirect",
    () => false,
  );
}

/** A header of a response. A page sees some only if the server exposes them. */
export function getHeader(response, name) {
  return guard(() => {
    const value = response.headers.get(name);
    return typeof value === "string" ? value : undefined;
  }, nothing);
}

/**
 * Reads a body as text: a promise of a string, of `null` where it is longer than `limit` bytes, or of what a mock gives.
 *
 * The length that a server declares is enough where it is that of the body itself: a compressed body may have any size,
 * and a page cannot see whether that of another origin is compressed. Without `counted`, the platform's own limit is lower
 * than the caller's, and the text is measured when it is there.
 */
export function readText(response, limit, counted) {
  return guard(() => {
    if (counted) {
      const declared = getHeader(response, "content-length");
      if (Number(declared) > limit) return Promise.resolve(null);
      const exact =
        declared !== undefined && response.type !== "cors" && !getHeader(response, "content-encoding");
      const body = exact ? undefined : response.body;
      if (typeof body?.getReader === "function" && globalThis.TextDecoder)
        return readPieces(body.getReader(), limit);
    }
    return Promise.resolve(response.text()).then((text) => (text?.length > limit ? null : text));
  }, reject);
}

async function readPieces(reader, limit) {
  const decoder = new TextDecoder();
  let text = "";
  let last;
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    // Most bodies are one piece, which is decoded several times as fast if it is not the beginning of a stream.
    if (done) return text + decoder.decode(last);
    length += value.byteLength;
    if (length > limit) {
      reader.cancel().catch(nothing);
      return null;
    }
    if (last) text += decoder.decode(last, { stream: true });
    last = value;
  }
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

/** The message of what was thrown. */
export function messageOf(thrown) {
  return guard(() => wellFormed(thrown?.message), nothing);
}

/** The code of the system error behind a failed fetch, in Node, Deno and Bun. A port that fetch blocks has a message only. */
export function causeCode(thrown) {
  return guard(() => {
    const code = thrown?.cause?.code ?? thrown?.cause?.message;
    return typeof code === "string" ? code : undefined;
  }, nothing);
}

/** Replaces the key in the strings of what fetch threw and of its causes: Node's errors hold what the server sent. */
export function redactThrown(thrown, key) {
  return guard(() => replaceIn(thrown, key, 0), nothing);
}

function replaceIn(thrown, key, depth) {
  // No chain of causes is so long, but one may be a circle.
  if (typeof thrown !== "object" || thrown === null || depth > 9) return;
  // What Node's parser has not read of the response: it may begin in the middle of the key.
  if (thrown.name === "HTTPParserError") delete thrown.data;
  replaceIn(thrown.cause, key, depth + 1);
  for (const name of Object.getOwnPropertyNames(thrown)) {
    const text = thrown[name];
    if (typeof text === "string" && text.includes(key)) thrown[name] = text.replaceAll(key, "[redacted]");
  }
}

/** The value of an own field; `undefined` where there is none. */
export function getField(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function setField(object, name, value) {
  object[name] = value;
}

/** Whether the same field of two executions holds the same JSON, written in the same way. */
export function sameField(before, after, name) {
  const [one, other] = [before?.[name], after?.[name]];
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
