import type { Execution, ExecutionAgent } from "wexa-executeflow";
import { agentOf } from "../output/value.ts";
import { toneOf } from "./status.ts";

/** How it is with one agent of an execution. */
export type AgentState = "pending" | "running" | "asking" | "paused" | "done" | "failed" | "stopped";

/** The agents, in the order in which they follow each other; what cannot be reached comes last. */
export function agentsOf({ agentflow }: Execution): ExecutionAgent[] {
  const agents = agentflow?.agents ?? [];
  const left = new Map(agents.map((agent) => [agent._id, agent]));
  const ordered: ExecutionAgent[] = [];
  let next = left.get(agentflow?.initialAgent ?? "") ?? agents[0];
  while (next !== undefined) {
    ordered.push(next);
    left.delete(next._id);
    next = left.get(next.next_agent ?? "");
  }
  return [...ordered, ...left.values()];
}

export function nameOf(agent: ExecutionAgent): string {
  return agent.title || agent.role || agent._id;
}

/** The agent that an output is from: the one that it names, else the one at its place. */
export function agentAt(execution: Execution, at: number): ExecutionAgent | undefined {
  const named = agentOf(execution.agents_output?.[at]);
  const agents = agentsOf(execution);
  return agents.find(({ _id }) => _id === named) ?? (named === "" ? agents[at] : undefined);
}

/** The agent whose turn it is; `undefined` where every one has given something. */
export function currentAgent(execution: Execution): ExecutionAgent | undefined {
  const done = doneAgents(execution);
  return agentsOf(execution).find(({ _id }) => !done.has(_id));
}

/** How it is with each agent, by id. */
export function agentStates(execution: Execution): Map<string, AgentState> {
  const done = doneAgents(execution);
  const current = currentAgent(execution)?._id;
  const atWork = workOf(execution);
  return new Map(
    agentsOf(execution).map(({ _id }) => [
      _id,
      done.has(_id) ? "done" : _id === current ? atWork : "pending",
    ]),
  );
}

/** What each state is called. */
export const STATE_WORDS: Record<AgentState, string> = {
  pending: "Waiting",
  running: "Working",
  asking: "Needs an answer",
  paused: "Paused",
  done: "Done",
  failed: "Failed",
  stopped: "Stopped",
};

function doneAgents(execution: Execution): Set<string> {
  const outputs = execution.agents_output ?? [];
  return new Set(outputs.map((_, at) => agentAt(execution, at)?._id ?? ""));
}

function workOf({ status }: Execution): AgentState {
  switch (toneOf(status)) {
    case "going":
      return status.toLowerCase() === "ready" ? "pending" : "running";
    case "failed":
      return "failed";
    case "ended":
      return "stopped";
    case "done":
      return "pending";
    case "asking":
      return "asking";
    case "paused":
      return "paused";
  }
}
