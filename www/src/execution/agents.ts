import type { Execution, ExecutionAgent } from "wexa-executeflow";
import { element, setText } from "../element.ts";

/** The agents of an execution in their order, each with what it has given so far. */
export class AgentsView {
  readonly root: HTMLElement = element("ol", { class: "agents" });
  readonly #outputs = new Map<string, HTMLElement>();
  /** Output that names none of the agents. */
  readonly #others: HTMLElement[] = [];

  constructor(agents: readonly ExecutionAgent[]) {
    for (const agent of agents) {
      const output = element("p", { class: "output" });
      this.#outputs.set(agent._id, output);
      const about = [agent.role_description, agent.llm?.model].filter(Boolean).join(" · ");
      this.root.append(
        element(
          "li",
          {},
          element("strong", {}, agent.title || agent.role || agent._id),
          element("span", { class: "about" }, about),
          output,
        ),
      );
    }
  }

  update({ agents_output: given }: Execution): void {
    const unclaimed: unknown[] = [];
    for (const item of given ?? []) {
      const place = this.#outputs.get(agentOf(item));
      if (place === undefined) unclaimed.push(item);
      else setText(place, textOf(item));
    }
    unclaimed.forEach((item, at) => {
      const row = this.#others[at] ?? this.#addRow();
      setText(row, textOf(item));
    });
  }

  #addRow(): HTMLElement {
    const output = element("p", { class: "output" });
    this.#others.push(output);
    this.root.append(element("li", { class: "unnamed" }, output));
    return output;
  }
}

/** What an item looks like is not documented: `agent_id` is looked for, and the rest is shown as it is. */
function agentOf(item: unknown): string {
  return isObject(item) && typeof item.agent_id === "string" ? item.agent_id : "";
}

function textOf(item: unknown): string {
  const output = isObject(item) && "output" in item ? item.output : item;
  return typeof output === "string" ? output : JSON.stringify(output, null, 2);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
