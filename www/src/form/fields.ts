import type { FieldError } from "wexa-executeflow";
import { byId, setText } from "../element.ts";

/** The fields of the form, by the names that the client gives them. */
const NAMES = [
  "agentflow_id",
  "goal",
  "executed_by",
  "projectID",
  "input_variables",
  "baseUrl",
  "apiKey",
] as const;

export type FieldName = (typeof NAMES)[number];

/** What is typed into a field. */
export function typedIn(name: FieldName): string {
  return inputOf(name).value;
}

/** Says at the field what is wrong with it; an empty message says that nothing is. */
export function mark(name: FieldName, message: string): void {
  const input = inputOf(name);
  if (message === "") input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
  setText(byId(`${name}-error`, HTMLElement), message);
}

export function clearMarks(): void {
  for (const name of NAMES) mark(name, "");
}

/**
 * Marks the fields of an error, and gives back the errors that no field of the form is for.
 *
 * A path below a field, such as `input_variables.colour`, is the field's.
 */
export function markAll(errors: readonly FieldError[]): FieldError[] {
  const elsewhere: FieldError[] = [];
  const messages = new Map<FieldName, string[]>();
  for (const { path, message } of errors) {
    const name = NAMES.find(
      (each) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`),
    );
    if (name === undefined) {
      elsewhere.push({ path, message });
      continue;
    }
    const below = path.slice(name.length).replace(/^\./, "");
    messages.set(name, [...(messages.get(name) ?? []), below === "" ? message : `${below}: ${message}`]);
  }
  for (const [name, list] of messages) mark(name, sentence(list.join("; ")));
  return elsewhere;
}

/** The first field that is marked and can be seen, in the order of the page. */
export function firstMarked(form: HTMLFormElement): HTMLElement | undefined {
  const marked = form.querySelectorAll<HTMLElement>("[aria-invalid='true']");
  return [...marked].find((input) => input.offsetParent !== null);
}

/** Whether a word is the name of a field. */
export function isFieldName(word: string): word is FieldName {
  return (NAMES as readonly string[]).includes(word);
}

function inputOf(name: FieldName): HTMLInputElement | HTMLTextAreaElement {
  return name === "input_variables" ? byId(name, HTMLTextAreaElement) : byId(name, HTMLInputElement);
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}
