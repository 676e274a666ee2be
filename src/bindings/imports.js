// What the Rust side of the npm package needs of JavaScript, bound by hand: each function is one crossing of the
// boundary, and nothing here knows anything of the API. Values stay here: Rust names them by their places in `values`
// (src/bindings/look.rs). What the caller's getters and proxies throw must not go through the module, which would be dead
// of it: what reads them catches it. The build puts all this into a factory, so that each instance of the module has its own.

/** The call whose step runs: `Drive` in npm/drive.ts. */
let call;
/** The values of that call. */
let values;
/** The module's memory. */
let memory;
/** The fields of each shape, by the number that Rust knows the shape by. */
let shapes;
/** The fields of the object of each shape that was looked at last, in its order. */
let orders;
/** Text on its way to Rust. */
let ready;

const encoder = new TextEncoder();
let decoder;
let decoded = 0;

/** Takes the memory of the instance. */
export function hold(held) {
  memory = held;
}

/** Takes the call whose step runs next, and gives the one before. */
export function enter(next) {
  const before = call;
  call = next;
  values = next?.values;
  return before;
}

/** The text that Rust has written to its memory. */
function read(at, length) {
  // Safari's decoders fail after 2 GB.
  if (decoded <= 0) {
    decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    decoded = 2 ** 30;
  }
  decoded -= length;
  return decoder.decode(new Uint8Array(memory.buffer, at, length));
}

/** Makes text ready for `take`, and gives its length in bytes; -1 where it is none, or is not well-formed. */
function give_text(value) {
  // Half a character would arrive as another one.
  if (typeof value !== "string" || /\p{Surrogate}/u.test(value)) return -1;
  ready = encoder.encode(value);
  return ready.length;
}

export function take(into) {
  new Uint8Array(memory.buffer).set(ready, into);
}

/** Text that the module holds as long as it lives, by where it is: it is decoded once. */
const constants = new Map();

function constant(at, length) {
  const known = constants.get(at);
  if (known?.length === length) return known;
  const text = read(at, length);
  constants.set(at, text);
  return text;
}

/**
 * Takes the names of the fields, and two bytes for each: the kinds that it may be, with 128 where something is inside;
 * and the shape that it or its items are of, plus 1, or the kinds that its items may be, with 128, or 0 where Rust has
 * to look.
 */
export function learn(names, length, kinds) {
  const bytes = new Uint8Array(memory.buffer);
  shapes = read(names, length)
    .split("\n")
    .map((line) => line.split(" ").slice(0, -1))
    .map((fields) => fields.map((name) => ({ name, accepts: bytes[kinds++], inside: bytes[kinds++] })));
  orders = [];
}

/** The kind of a value, as a bit of `JsonTypes` in src/schema.rs. One that cannot be looked at is one that JSON cannot carry. */
function kind_of(value) {
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

/** A value's property; `undefined` where the value has no properties, or none that can be read. */
function get(value, name) {
  try {
    return value?.[name];
  } catch {
    return undefined;
  }
}

export function kind(at) {
  return kind_of(values[at]);
}

export function field_kind(at, shape, index) {
  try {
    return kind_of(values[at][shapes[shape][index].name]);
  } catch {
    return 128;
  }
}

/** Whether a value is of a kind that it may be, and everything in it as its shape says: Rust need not look at it. */
function fits(value, kind, accepts, inside) {
  return kind & accepts & 127 && (accepts < 128 || !(kind & 96) || fits_inside(value, kind, inside));
}

function fits_inside(value, kind, inside) {
  if (kind === 64) return inside > 127 || fits_shape(value, inside - 1);
  for (let at = 0; at < value.length; at++) {
    const item = value[at];
    const kind = kind_of(item);
    if (inside > 127 ? !(kind & inside & 127) : kind !== 64 || !fits_shape(item, inside - 1)) return false;
  }
  return inside > 0;
}

/**
 * Whether an object is in everything as its shape says. Most are like the one before: to go along its fields, in their
 * order, takes half as long as to look for each.
 */
function fits_shape(value, shape) {
  const order = orders[shape];
  let at = 0;
  for (const name in value) {
    const field = order?.[at++];
    if (field?.name !== name) {
      at = -1;
      break;
    }
    const { accepts, inside } = field;
    // What may be anything is.
    if (accepts === 126) continue;
    const found = value[name];
    if (!fits(found, kind_of(found), accepts, inside)) return false;
  }
  if (at === order?.length) return true;
  const fields = shapes[shape];
  if (next_in(value, fields, 0) >= 0) return false;
  orders[shape] = Object.keys(value).map(
    (name) => fields.find((field) => field.name === name) ?? { name, accepts: 126, inside: 0 },
  );
  return true;
}

function next_in(value, fields, from) {
  for (let index = from; index < fields.length; index++) {
    const { name, accepts, inside } = fields[index];
    let kind = 128;
    try {
      const found = value[name];
      kind = kind_of(found);
      if (fits(found, kind, accepts, inside)) continue;
    } catch {
      // What cannot be looked at is for Rust to tell of.
    }
    return index * 256 + kind;
  }
  return -1;
}

/**
 * The next field that is none of the kinds that it may be, or that Rust has to look inside of: its kind, and 256 times
 * its index. -1 where there is none.
 */
export function next_field(at, shape, from) {
  return next_in(values[at], shapes[shape], from);
}

export function field(at, shape, index) {
  values[at + 1] = get(values[at], shapes[shape][index].name);
}

export function length(at) {
  return get(values[at], "length") >>> 0;
}

export function item(at, index) {
  const found = get(values[at], index);
  values[at + 1] = found;
  return kind_of(found);
}

/** Takes out a property by a name that is not in any shape. */
export function named(at, name, length) {
  values[at + 1] = get(values[at], constant(name, length));
}

/** Whether two values of parsed JSON are the same, written the same way. */
export function same(one, other) {
  const [a, b] = [values[one], values[other]];
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

export function number(at) {
  return typeof values[at] === "number" ? values[at] : Number.NaN;
}

export function text(at) {
  return give_text(values[at]);
}

/** Runs what reads the caller's objects: what it throws stays where the value was. */
function reads(at, reader) {
  try {
    return reader(values[at]);
  } catch (thrown) {
    values[at] = thrown;
    return undefined;
  }
}

/** What JSON carries whole. A Map, an Error, a Promise, a Blob would become `{}`. */
const CARRIED = /^\[object (Object|Array|String|Number|Boolean)\]$/;

// Most are plain objects; what others say that they are is read out of text.
const carried = (value) =>
  Object.getPrototypeOf(value) === Object.prototype || CARRIED.test(Object.prototype.toString.call(value));

function copied(value) {
  if (value !== undefined && !carried(value)) throw new TypeError("what is in it would be lost");
  return { ...value };
}

/** Makes a request's body a copy, one level deep: the caller's object is never changed, and its getters run once. */
export function copy(at) {
  return reads(at, (body) => (values[at] = copied(body))) !== undefined;
}

export function set_field(at, shape, index, from) {
  values[at][shapes[shape][index].name] = values[from];
}

/** Where a value would lose something on its way through JSON, if anywhere: `.a[0].b`. */
function loss(value, top) {
  if (kind_of(value) === 128) return "";
  if (value === null || typeof value !== "object") return undefined;
  // A value says itself what it becomes, but for the whole body, which has been looked at field by field.
  if (!top && typeof value.toJSON === "function") return undefined;
  if (!carried(value)) return "";
  for (const name of Object.keys(value)) {
    const lost = loss(value[name]);
    if (lost !== undefined) return (Array.isArray(value) ? `[${name}]` : `.${name}`) + lost;
  }
  return undefined;
}

/**
 * Makes a body JSON text: 0. Gives 1 where that throws, and 2 where JSON would lose something: its path is then where
 * the body was.
 */
export function encode(at) {
  const done = reads(at, (body) => {
    // First the text: it is what finds a circle, in which the search for losses would run for ever.
    const text = JSON.stringify(body);
    const lost = loss(body, true);
    if (lost === undefined) call.body = text;
    else values[at] = lost.replace(/^\./, "");
    return lost === undefined ? 0 : 2;
  });
  return done ?? 1;
}

/** A value as it stands in a query: a string as it is, anything else as JSON. Throws where JSON would lose something. */
function as_text(value) {
  if (typeof value === "string") return value;
  const text = JSON.stringify([value]);
  if (loss([value], true) !== undefined) throw new TypeError("JSON cannot carry what is in it");
  return text.slice(1, -1);
}

/** Percent-encoded, with everything but what RFC 3986 calls unreserved. Throws at half a character. */
function encoded(text) {
  // Most are ids.
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function append(name, value) {
  call.url += `${call.url.includes("?") ? "&" : "?"}${encoded(name)}=${encoded(as_text(value))}`;
  return true;
}

export function put(at, from) {
  values[at] = values[from];
}

export function url(text, length) {
  call.url += constant(text, length);
}

/** Appends an id as one segment of a path. One that is empty or made of dots would name another route. */
export function segment(at) {
  try {
    const value = values[at];
    if (typeof value !== "string" || /^\.{0,2}$/.test(value)) return false;
    call.url += encoded(value);
    return true;
  } catch {
    return false;
  }
}

/** Appends a name and a value of the query; where that throws, what it throws is then where the value was. */
export function pair(name, length, at) {
  return reads(at, (value) => append(constant(name, length), value));
}

/** Appends all names and values of a query. An array is a name for each of its items. */
export function pairs(at) {
  return reads(at, (query) => {
    for (const [name, value] of Object.entries(copied(query ?? {}))) {
      if (value !== undefined) for (const item of [value].flat()) append(name, item);
    }
    return true;
  });
}

/**
 * Makes the reply's text what it says as JSON: 0 where it is none, 2 where that is in everything as its type says, else
 * 1. The type is given as that of a field is in `learn`.
 */
export function parse(accepts, inside) {
  try {
    const text = call.reply;
    // A byte order mark is no part of the text, but workerd's `text()` leaves it there.
    const reply = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    values[8] = call.data = call.reply = reply;
    return fits(reply, kind_of(reply), accepts, inside) ? 2 : 1;
  } catch {
    return 0;
  }
}

const RETRY_AFTER = "retry-after";

// The two headers by which a server asks to wait. A page sees them only if the server exposes them.
export function wait_number(which) {
  const text = call.header(which ? RETRY_AFTER : `${RETRY_AFTER}-ms`);
  return /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN;
}

export function until() {
  const text = call.header(RETRY_AFTER);
  // JavaScript would read a date into "-1" as well.
  return /GMT\s*$/.test(text) ? Date.parse(text) - Date.now() : Number.NaN;
}

export function differs(path, path_length, words, words_length) {
  call.differs(read(path, path_length), read(words, words_length));
}

export function give(ms) {
  call.ms = ms;
}

export function wrong(path, path_length, message, message_length) {
  call.wrong(read(path, path_length), read(message, message_length));
}

export function fail(code, outcome, retryable, status, attempts, retry_after, message, length) {
  call.fail(code, outcome, retryable > 0, status, attempts, retry_after, read(message, length));
}

/** For the tests of traps. */
export function trap_at(point) {
  return globalThis.wexaTrapAt === point;
}
