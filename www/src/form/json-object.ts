/** What was typed as a JSON object: the object, or what is wrong with it. */
export type Typed = { value: Record<string, unknown> } | { problem: string };

/** Reads a JSON object. Nothing typed is an object without fields. */
export function readObject(text: string): Typed {
  if (text.trim() === "") return { value: {} };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `This is not JSON: ${reason(error)}.` };
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return { value: value as Record<string, unknown> };
  }
  return { problem: `Expected an object, such as {"name": "value"}; this is ${kindOf(value)}.` };
}

/** Each engine has its own words, and they name the place. */
function reason(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replace(/^JSON\.parse: /, "").replace(/\.$/, "");
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
