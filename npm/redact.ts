/** What stands where the secret was, or all that it may be in. */
const REDACTED = "[redacted]";

/** A value without a secret in it: a server that echoes the key must not put it into an error or a log. */
export function redact<T>(value: T, secret: string | null): T {
  if (!secret || !value) return value;
  if (typeof value === "string") return value.replaceAll(secret, REDACTED) as T;
  try {
    // A reply's body comes from JSON, and goes back to it whole. JSON may write a secret's characters in other ways.
    const text = JSON.stringify(value);
    const written = JSON.stringify(secret).slice(1, -1);
    return text.includes(written) ? (JSON.parse(text.replaceAll(written, REDACTED)) as T) : value;
  } catch {
    // Nested deeper than the stack is, or a number that is the secret: better nothing than the secret.
    return REDACTED as T;
  }
}

/** Takes the secret out of what fetch threw: Node's error holds what the server sent instead of HTTP. */
export function redactThrown(thrown: unknown, secret: string | null, depth = 0): void {
  // No chain of causes is so long, but one may be a circle.
  if (!secret || depth > 9) return;
  try {
    const held = thrown as Record<string, unknown>;
    // What the parser of Node has not read of the reply: it may begin in the middle of the secret.
    if (held.name === "HTTPParserError") delete held.data;
    redactThrown(held.cause, secret, depth + 1);
    for (const name of Object.getOwnPropertyNames(held)) {
      const text = held[name];
      if (typeof text === "string" && text.includes(secret)) held[name] = redact(text, secret);
    }
  } catch {
    // It is no object, cannot be read, or cannot be written.
  }
}
