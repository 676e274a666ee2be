// Looks for a secret in everything that can be seen of an error, and in what was printed.

/** Far more than any error here is made of. */
const MOST = 500_000;

/** The places of a value, and of all that hangs on it, that hold the secret. */
export function leaksOf(thrown: unknown, secret: string, inspect?: (value: unknown) => string): string[] {
  const found = new Set<string>();
  const look = (place: string, text: () => unknown): void => {
    let said: unknown;
    try {
      said = text();
    } catch (error) {
      said = `${error}`;
    }
    if (typeof said === "string" && said.includes(secret)) found.add(place);
  };
  look("String()", () => String(thrown));
  look("JSON.stringify()", () => JSON.stringify(thrown));
  if (inspect) look("inspect()", () => inspect(thrown));

  const seen = new Set<unknown>();
  const left: [place: string, value: unknown][] = [["error", thrown]];
  for (let next = left.pop(); next && seen.size < MOST; next = left.pop()) {
    const [place, value] = next;
    if (typeof value === "string") {
      if (value.includes(secret)) found.add(place);
    } else if (typeof value === "object" && value !== null && !seen.has(value)) {
      seen.add(value);
      left.push(...partsOf(place, value));
    }
  }
  if (seen.size >= MOST) found.add("more than can be looked through");
  return [...found];
}

function partsOf(place: string, value: object): [string, unknown][] {
  // Where it is so deep is not worth the time that the other calls of the platform have to wait for.
  if (place.length > 300) return Object.values(value).map((part) => [place, part]);
  const parts: [string, unknown][] = [];
  for (const name of namesOf(value)) {
    if (typeof name === "string") parts.push([`${place} (a name)`, name]);
    try {
      parts.push([`${place}.${String(name)}`, (value as Record<PropertyKey, unknown>)[name]]);
    } catch {
      // A getter that is not for this object.
    }
  }
  if (ArrayBuffer.isView(value)) parts.push([place, new TextDecoder().decode(value)]);
  if (value instanceof Map || value instanceof Set || value instanceof Headers) {
    for (const entry of value) parts.push([`${place} (an entry)`, entry]);
  }
  return parts;
}

/** A value's own names, hidden ones too, and those of its getters. */
function namesOf(value: object): Set<PropertyKey> {
  const names = new Set<PropertyKey>();
  if (ArrayBuffer.isView(value)) return names;
  if (Array.isArray(value)) return new Set(Reflect.ownKeys(value));
  for (let at: object | null = value; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Reflect.ownKeys(at)) if (name !== "constructor") names.add(name);
  }
  return names;
}

const METHODS = ["debug", "log", "info", "warn", "error", "trace"] as const;

/** All that is printed from now on, in this platform. */
export function listen(): string[] {
  const printed: string[] = [];
  for (const method of METHODS) {
    console[method] = (...words: unknown[]) => {
      printed.push(
        words.map((word) => (word instanceof Error ? String(word.stack) : String(word))).join(" "),
      );
    };
  }
  return printed;
}
