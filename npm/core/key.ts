/**
 * Whether a header can hold the key: printable ASCII without spaces. tests/facts/keys.json holds this and
 * src/transport/fetch.rs to the same cases.
 */
export function isValidKey(key: unknown): key is string {
  return typeof key === "string" && /^[\x21-\x7e]+$/.test(key);
}
