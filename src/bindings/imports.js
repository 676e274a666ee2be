// What the Rust side of the npm package needs of JavaScript, bound by hand: each function is one crossing of the
// boundary, and nothing here knows anything of the API.

/** The field names of each shape that has been looked at, by the number that Rust knows the shape by. */
const shapes = [];

/** Takes the names of a shape, so that they cross the boundary once, and gives its number. */
export function learn(names) {
  return shapes.push(names.split(" ")) - 1;
}

/** The kind of a value, as a bit of `Kinds` in src/shape.rs. */
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
      return value === null ? 2 : Array.isArray(value) ? 32 : 64;
    default:
      return 128;
  }
}

export function field_kind(object, shape, index) {
  return kind(object[shapes[shape][index]]);
}

export function field(object, shape, index) {
  return object[shapes[shape][index]];
}

export function set_field(object, shape, index, value) {
  object[shapes[shape][index]] = value;
}

export function length(array) {
  return array.length;
}

export function item(array, index) {
  return array[index];
}

/** A value's property, by a name that is not in any shape; `undefined` where the value has no properties. */
export function get(value, name) {
  return value?.[name];
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

/**
 * A copy of a request's body, one level deep: the caller's object is never changed, and its getters run once.
 * `[undefined, thrown]` where one of them throws.
 */
export function copy(body) {
  return caught(() => ({ ...body }));
}

/** What JSON carries whole. A Map, an Error, a Promise, a Blob would become `{}`. */
const CARRIED = /^\[object (Object|Array|String|Number|Boolean)\]$/;

/** Where a value would lose something on its way through JSON, if anywhere. */
function loss(value, path) {
  if (kind(value) === 128) return path;
  if (value === null || typeof value !== "object") return undefined;
  // A value says itself what it becomes, but for the whole body, which has been looked at field by field.
  if (path && typeof value.toJSON === "function") return undefined;
  if (!CARRIED.test(Object.prototype.toString.call(value))) return path;
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

/** The names and values of a query in turn. An array is a name for each of its items. */
export function entries(query) {
  return Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().flatMap((item) => [name, item]),
  );
}

/** A value as it stands in a query: a string as it is, anything else as JSON. */
export function as_text(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a value can be used as a Response. */
export function is_response(value) {
  try {
    // Asked here for what is asked for later, so that headers that throw are seen where it can be caught.
    value.headers.get("retry-after");
    return typeof value.status === "number" && typeof value.text === "function";
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
  const declared = response.headers.get("content-length");
  if (declared !== null && Number(declared) > limit) return Promise.resolve(undefined);
  const sure = declared !== null && response.type !== "cors" && !response.headers.get("content-encoding");
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

/**
 * Sends a request, and gives the promise of its reply: the one place where headers are set.
 *
 * `send.fetch()` calls the caller's or the platform's fetch; `send.headers` are the caller's headers; `send.init` is
 * what the platform and the caller add to the init.
 */
export function fetch_now(send, url, method, body, key) {
  const headers = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  for (const name of Object.keys(send.headers)) {
    if (send.headers[name] === null) delete headers[name];
    else headers[name] = send.headers[name];
  }
  if (key !== null) headers["x-api-key"] = key;
  const { init, signal } = send;
  send.give(send.fetch(url, { ...init, method, headers, body, signal, redirect: "manual" }), 0);
}
