import type { Execution } from "wexa-executeflow";
import { element, setText } from "../element.ts";
import { AgentsView } from "./agents.ts";
import { toneOf, words } from "./status.ts";

/**
 * An execution. It is built once and then updated in place, so that an open part stays open and a selection stays.
 */
export class ExecutionView {
  readonly root: HTMLElement;
  readonly #badge = element("span", { class: "badge" });
  readonly #ended = element("dd");
  readonly #agents: AgentsView;
  readonly #conclusion = element("p", { class: "conclusion" });
  readonly #json = element("pre");

  constructor(execution: Execution) {
    const agents = execution.agentflow?.agents ?? [];
    this.#agents = new AgentsView(agents);
    this.root = element(
      "article",
      { class: "execution" },
      element(
        "p",
        { class: "headline" },
        element("span", {}, execution.agentflow?.name ?? "Agentflow without a name"),
        this.#badge,
      ),
      element(
        "dl",
        { class: "facts" },
        ...pair("Execution", id(execution.execution_id)),
        ...pair("Agentflow", id(execution.agentflow_id)),
        ...pair("Project", id(execution.projectID)),
        ...pair("Task", id(execution.task_id)),
        ...pair("Created", element("dd", {}, time(execution.created_at))),
        ...pair("Ended", this.#ended),
      ),
      element("h3", {}, agents.length === 1 ? "Its agent" : `Its ${agents.length} agents`),
      this.#agents.root,
      element("h3", {}, "Conclusion"),
      this.#conclusion,
      element("details", {}, element("summary", {}, "Raw JSON"), this.#json),
    );
  }

  update(execution: Execution): void {
    setText(this.#badge, words(execution.status));
    this.#badge.dataset.tone = toneOf(execution.status);
    const ended = time(execution.end_time);
    if (this.#ended.textContent !== ended.textContent) this.#ended.replaceChildren(ended);
    this.#agents.update(execution);
    setText(this.#conclusion, conclusionOf(execution));
    setText(this.#json, JSON.stringify(execution, null, 2));
  }
}

function pair(term: string, value: HTMLElement): [HTMLElement, HTMLElement] {
  return [element("dt", {}, term), value];
}

function id(value: string | undefined): HTMLElement {
  return element("dd", { class: "mono" }, value ?? "–");
}

const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** The wire has seconds. */
function time(seconds: number | null | undefined): HTMLElement {
  if (typeof seconds !== "number") return element("span", { class: "faint" }, "–");
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return element("span", {}, String(seconds));
  return element("time", { datetime: date.toISOString() }, LOCAL.format(date));
}

/** A failed run tells why in a field that the documents do not have. */
function conclusionOf(execution: Execution & { error?: unknown }): string {
  const { conclusion, error } = execution;
  if (typeof error === "string" && error !== "") return error;
  const text = typeof conclusion === "string" ? conclusion : conclusion?.conclusion;
  return text ?? "";
}
