// What the Rust side of the npm package needs of JavaScript, bound by hand: each function is one crossing of the
// boundary, and nothing here knows anything of the API.
//
// What the caller's getters and proxies throw must not go through the module, which would be dead of it: what reads
// them catches it, or is declared with `catch` in imports.rs.

/** The field names of each shape that has been looked at, by the number that Rust knows the shape by. */
const shapes = [];

/** Takes the names of a shape, so that they cross the boundary once, and gives its number. */
export function learn(names) {
  return shapes.push(names.split(" ")) - 1;
}

/** The kind of a value, as a bit of `Kinds` in src/shape.rs. One that cannot be looked at is one that JSON cannot carry. */
export function kind(value) {
  switch (typeof value) {
    case "string":
      return 16;
    case "number":
      return Number.isFinite(value) ? 8 : 128;
    case "boolean":
      return 4;
    case "undefined":
      return 1;
    case "object":
      try {
        return value === null ? 2 : Array.isArray(value) ? 32 : 64;
      } catch {
        // A proxy that has been revoked.
      }
  }
  return 128;
}

export function field_kind(object, shape, index) {
  try {
    return kind(object[shapes[shape][index]]);
  } catch {
    return 128;
  }
}

export function field(object, shape, index) {
  return get(object, shapes[shape][index]);
}

export function set_field(object, shape, index, value) {
  object[shapes[shape][index]] = value;
}

export function length(array) {
  return get(array, "length") >>> 0;
}

export function item(array, index) {
  return get(array, index);
}

/** A value's property; `undefined` where the value has no properties, or none that can be read. */
export function get(value, name) {
  try {
    return value?.[name];
  } catch {
    return undefined;
  }
}

/**
 * What a function gives, or `[undefined, thrown]`. Where Rust is to catch what is thrown by a function that gives a
 * value, wasm-bindgen leaves a handle of the value that there is not behind, each time.
 */
function caught(give) {
  try {
    return give();
  } catch (thrown) {
    return [undefined, thrown];
  }
}

/** What JSON carries whole. A Map, an Error, a Promise, a Blob would become `{}`. */
const CARRIED = /^\[object (Object|Array|String|Number|Boolean)\]$/;

const carried = (value) => CARRIED.test(Object.prototype.toString.call(value));

function copied(body) {
  if (!carried(body)) throw new TypeError("what is in it would be lost");
  return { ...body };
}

/**
 * A copy of a request's body, one level deep: the caller's object is never changed, and its getters run once.
 * `[undefined, thrown]` where it cannot be read, or JSON would lose it.
 */
export function copy(body) {
  return caught(() => copied(body));
}

/** Where a value would lose something on its way through JSON, if anywhere. */
function loss(value, path) {
  if (kind(value) === 128) return path;
  if (value === null || typeof value !== "object") return undefined;
  // A value says itself what it becomes, but for the whole body, which has been looked at field by field.
  if (path && typeof value.toJSON === "function") return undefined;
  if (!carried(value)) return path;
  for (const name of Object.keys(value)) {
    const lost = loss(
      value[name],
      Array.isArray(value) ? `${path}[${name}]` : path ? `${path}.${name}` : name,
    );
    if (lost !== undefined) return lost;
  }
  return undefined;
}

/**
 * A body as JSON text; `[path]` where JSON would lose something, and `[undefined, thrown]` where the body is circular
 * or cannot be read.
 */
export function encode(body) {
  return caught(() => {
    // First the text: it is what finds a circle, in which the search for losses would run for ever.
    const text = JSON.stringify(body);
    const lost = loss(body, "");
    return lost === undefined ? text : [lost];
  });
}

/** The value of a JSON text; `undefined`, which no such text stands for, where it is none. */
export function parse(text) {
  try {
    // A byte order mark is no part of the text, but workerd's `text()` leaves it there.
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/** Whether two values of parsed JSON are the same, written the same way. */
export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The names and values of a query in turn, as text. An array is a name for each of its items. `[undefined, thrown]` as
 * `as_text`.
 */
export function entries(query) {
  return caught(() =>
    Object.entries(copied(query ?? {})).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().flatMap((item) => [name, texted(item)]),
    ),
  );
}

function texted(value) {
  if (typeof value === "string") return value;
  const text = encode([value]);
  if (typeof text === "string") return text.slice(1, -1);
  throw text[1] ?? new TypeError("JSON cannot carry what is in it");
}

/**
 * A value as it stands in a query: a string as it is, anything else as JSON. `[undefined, thrown]` where JSON would
 * lose something.
 */
export function as_text(value) {
  return caught(() => texted(value));
}

/** Headers whose `get` gives text or nothing, whatever those of the caller's own fetch give. */
export function headers_of(response) {
  return {
    get(name) {
      try {
        const value = response.headers.get(name);
        return typeof value === "string" ? value : null;
      } catch {
        return null;
      }
    },
  };
}

/** Whether a value can be used as a Response. */
export function is_response(value) {
  try {
    return (
      typeof value?.status === "number" &&
      typeof value.text === "function" &&
      typeof value.headers?.get === "function"
    );
  } catch {
    return false;
  }
}

/**
 * Reads a body as text, but not more than `send.maxResponseBytes` of it: gives the promise of the text, or of
 * `undefined`.
 *
 * A length that the server declares is enough where it is that of the body itself: a compressed one may be any
 * size, and a page cannot see whether another origin's is compressed.
 */
export function read_text(send, response) {
  send.give(text_of(send, response), 0);
}

function text_of(send, response) {
  const limit = send.maxResponseBytes;
  const headers = headers_of(response);
  const declared = headers.get("content-length");
  if (declared !== null && Number(declared) > limit) return Promise.resolve(undefined);
  const sure = declared !== null && response.type !== "cors" && !headers.get("content-encoding");
  if (sure || typeof response.body?.getReader !== "function") return response.text();
  return count(response.body.getReader(), limit);
}

async function count(reader, limit) {
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > limit) {
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** A new UUID. Pages that are not served over https have no `randomUUID`. */
function uuid() {
  const { crypto } = globalThis;
  if (crypto?.randomUUID) return crypto.randomUUID();
  const digit = (place) =>
    (place ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (place / 4)))).toString(16);
  return crypto && "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit);
}

/**
 * Sends a request, and gives the promise of its reply: the one place where headers are set.
 *
 * `send.fetch()` calls the caller's or the platform's fetch; `send.headers` are the caller's headers; `send.init` is
 * what the platform and the caller add to the init.
 */
export function fetch_now(send, url, method, body, key) {
  const headers = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  // For a proxy, which forwards no attempt twice: browsers replay a request by themselves.
  if (key === null && method !== "GET") headers["x-wexa-attempt"] = uuid();
  for (const name of Object.keys(send.headers)) {
    if (send.headers[name] === null) delete headers[name];
    else headers[name] = send.headers[name];
  }
  if (key !== null) headers["x-api-key"] = key;
  const { init, signal } = send;
  send.give(send.fetch(url, { ...init, method, headers, body, signal, redirect: "manual" }), 0);
}
