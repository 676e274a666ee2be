import type { FieldError } from "wexa-executeflow";
import { element } from "../element.ts";
import type { Failure } from "./words.ts";

/** An error as it is shown; `others` are its fields that the form does not have. */
export function failureView(failure: Failure, others: readonly FieldError[]): HTMLElement {
  const facts = element("dl", { class: "facts" });
  const add = (term: string, ...value: Array<Node | string>): void => {
    facts.append(element("dt", {}, term), element("dd", {}, ...value));
  };
  const code = element("code", {}, failure.code);
  add("Code", code, ...(failure.status === undefined ? [] : [` (HTTP ${failure.status})`]));
  add("Outcome", element("code", {}, failure.outcome));
  add("Repeating", failure.repeat);
  add("Sent", timesOf(failure.attempts));
  if (failure.requestId !== undefined) add("Request id", element("code", {}, failure.requestId));
  for (const { path, message } of others)
    add("Field", element("code", {}, path || "(the whole)"), ` ${message}`);

  return element(
    "article",
    { class: "failure" },
    element("h3", { tabindex: "-1" }, failure.title),
    element("p", {}, failure.became),
    element("p", { class: "message" }, failure.message),
    facts,
  );
}

function timesOf(count: number): string {
  if (count === 0) return "never";
  return count === 1 ? "once" : `${count} times`;
}
