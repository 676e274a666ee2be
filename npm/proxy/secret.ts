const SHOWN = "[redacted]";

/** A text of the API's without the key: as it is in any case of letters, percent-encoded, or written as JSON does. */
export function withoutKey(text: string, key: string): string {
  if (key === "") return text;
  let clean = text;
  for (const written of new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])) {
    clean = clean.replace(new RegExp(written.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi"), SHOWN);
  }
  return clean;
}

/** A value of JSON without the key, where an escape in its text has hidden it. */
export function redactJson(value: unknown, key: string): unknown {
  const text = JSON.stringify(value);
  const written = JSON.stringify(key).slice(1, -1);
  if (!text.includes(written)) return value;
  try {
    return JSON.parse(text.replaceAll(written, SHOWN));
  } catch {
    // A number that holds the key: better nothing than the key.
    return SHOWN;
  }
}
