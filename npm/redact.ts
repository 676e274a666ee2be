/**
 * A value without a secret in it: a server that echoes the key must not put it into an error or a log.
 */
export function redact<T>(value: T, secret: string | null): T {
  if (!secret) return value;
  if (typeof value === "string") return value.replaceAll(secret, "[redacted]") as T;
  if (typeof value !== "object" || value === null) return value;
  // A reply's body comes from JSON, and goes back to it whole.
  const text = JSON.stringify(value);
  return text.includes(secret) ? (JSON.parse(text.replaceAll(secret, "[redacted]")) as T) : value;
}
