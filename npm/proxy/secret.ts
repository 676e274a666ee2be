const SHOWN = "[redacted]";

/** A text of the API's without the key: as it is in any case of letters, percent-encoded, or written as JSON does. */
export function withoutKey(text: string, key: string): string {
  let clean = text;
  for (const written of new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])) {
    clean = clean.replace(new RegExp(written.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi"), SHOWN);
  }
  return clean;
}
