/** What replaces the key. */
const REDACTED = "[redacted]";

/**
 * Replaces the API key in a text, so that a server that echoes the key cannot put it into an error or a log.
 *
 * `key` is the key that the request was sent with; without one the text stays as it is.
 */
export function redact(text: string, key: string | null | undefined): string {
  return key ? text.replaceAll(key, REDACTED) : text;
}
