// The JavaScript half of one attempt. What a caller hands in (its fetch, its responses, its key function) may throw from any
// getter: whatever touches it is caught here.

import { guard } from "../bindings/values.js";

const reject = (thrown) => Promise.reject(thrown);
const nothing = () => undefined;

/** Whether there is a fetch: the caller's, or the global one. */
export function hasFetch(options) {
  return typeof (options.fetch ?? globalThis.fetch) === "function";
}

/** Calls the caller's fetch, or the global one as it is now, without a `this`. */
export function callFetch(options, url, init) {
  return guard(() => {
    const fetch = options.fetch ?? globalThis.fetch;
    return Promise.resolve(fetch(url, init));
  }, reject);
}

/** The init of an attempt: the one place where headers are set. `null` removes a header. */
export function createInit(options, method, body, key, attemptId, signal) {
  const headers = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (attemptId !== undefined) headers["x-wexa-attempt"] = attemptId;
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  if (key !== undefined) headers["x-api-key"] = key;
  // A key is not sent along to another address.
  return { ...options.fetchOptions, method, headers, body, redirect: "manual", signal };
}

/** Asks the caller's function for the key. */
export function callKeyFunction(apiKey) {
  return guard(() => Promise.resolve(apiKey()), reject);
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

/** Decodes bodies of one piece. Making a decoder costs as much as decoding one. */
let decoder;

async function readPieces(reader, limit) {
  let streaming;
  let text = "";
  let last;
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      // Most bodies are one piece, which is decoded several times as fast if it is not the beginning of a stream.
      decoder ??= new TextDecoder();
      return text + (streaming ?? decoder).decode(last);
    }
    length += value.byteLength;
    if (length > limit) {
      reader.cancel().catch(nothing);
      return null;
    }
    if (last) {
      streaming ??= new TextDecoder();
      text += streaming.decode(last, { stream: true });
    }
    last = value;
  }
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
