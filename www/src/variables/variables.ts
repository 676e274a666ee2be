// Values that are typed: as rows of names and values, or as JSON. Both can be gone between without loss.

/** What a value of a row is. */
export type Kind = "text" | "number" | "yes/no" | "JSON";
export const KINDS: readonly Kind[] = ["text", "number", "yes/no", "JSON"];

/** One row. */
export interface Row {
  readonly id: number;
  readonly name: string;
  readonly kind: Kind;
  readonly text: string;
}

/** Everything that was typed. */
export type Draft =
  | { readonly form: "rows"; readonly rows: readonly Row[] }
  | { readonly form: "json"; readonly text: string };

/** The object, or what is wrong: with the whole, or with rows by their id. */
export type Read =
  | { readonly value: Record<string, unknown> }
  | { readonly problem: string; readonly rows: ReadonlyMap<number, string> };

let count = 0;

export function emptyRow(): Row {
  return { id: ++count, name: "", kind: "text", text: "" };
}

export function draftOf(value: Record<string, unknown>, form: Draft["form"] = "rows"): Draft {
  if (form === "json") return { form, text: JSON.stringify(value, null, 2) };
  return {
    form,
    rows: Object.entries(value).map(([name, each]) => ({ ...emptyRow(), name, ...typed(each) })),
  };
}

/** Reads what was typed. A row without a name and a value is not there. */
export function read(draft: Draft): Read {
  return draft.form === "json" ? readJson(draft.text) : readRows(draft.rows);
}

function readJson(text: string): Read {
  const wrong = (problem: string): Read => ({ problem, rows: new Map() });
  if (text.trim() === "") return { value: {} };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return wrong(`This is not JSON: ${reason(error)}.`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value: { ...value } };
  return wrong(`Expected an object, such as {"name": "value"}; this is ${kindOf(value)}.`);
}

function readRows(rows: readonly Row[]): Read {
  // Without a prototype, so that no name is taken for something else.
  const value: Record<string, unknown> = Object.create(null);
  const problems = new Map<number, string>();
  for (const { id, name, kind, text } of rows) {
    if (name === "" && text === "") continue;
    if (name === "") problems.set(id, "The name is missing.");
    else if (name in value) problems.set(id, `“${name}” is there already.`);
    else {
      const found = valueFrom(kind, text);
      if ("problem" in found) problems.set(id, found.problem);
      value[name] = "value" in found ? found.value : null;
    }
  }
  const [problem] = problems.values();
  return problem === undefined ? { value: { ...value } } : { problem, rows: problems };
}

function valueFrom(kind: Kind, text: string): { value: unknown } | { problem: string } {
  switch (kind) {
    case "text":
      return { value: text };
    case "yes/no":
      return { value: text === "yes" };
    case "number": {
      const value = Number(text);
      return text.trim() !== "" && Number.isFinite(value) ? { value } : { problem: "This is no number." };
    }
    case "JSON":
      try {
        return { value: JSON.parse(text) };
      } catch (error) {
        return { problem: `This is not JSON: ${reason(error)}.` };
      }
  }
}

function typed(value: unknown): Pick<Row, "kind" | "text"> {
  switch (typeof value) {
    case "string":
      return { kind: "text", text: value };
    case "number":
      return { kind: "number", text: String(value) };
    case "boolean":
      return { kind: "yes/no", text: value ? "yes" : "no" };
    default:
      return { kind: "JSON", text: JSON.stringify(value) };
  }
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
