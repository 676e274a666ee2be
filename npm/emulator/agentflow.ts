import { objectIDAfter } from "./ids.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";

/** One agent of an agentflow as an execution shows it, with the seven documented fields. */
export interface Agent {
  readonly _id: string;
  readonly llm: JsonObject;
  readonly role: string;
  readonly role_description: string;
  readonly title: string;
  readonly agent_type: string;
  readonly next_agent: string | null;
}

/** What an execution takes from an agentflow. */
export interface RunnableAgentflow {
  readonly name: string;
  readonly role: string;
  readonly image: string;
  readonly agents: readonly Omit<Agent, "next_agent">[];
}

/** The agentflow behind any id that no agentflow was created with: executions may be started of it all the same. */
export const ANY_AGENTFLOW: RunnableAgentflow = {
  name: "Emulated agentflow",
  role: "Emulated agentflow",
  image: "http://emulator.localhost/agentflow.png",
  agents: [],
};

/** An agentflow that was created, read for an execution. */
export function toRunnable(agentflow: JsonObject): RunnableAgentflow {
  const { name, role, image, agents } = agentflow;
  return {
    name: string(name, ANY_AGENTFLOW.name),
    role: string(role, ANY_AGENTFLOW.role),
    image: string(image, ANY_AGENTFLOW.image),
    agents: (Array.isArray(agents) ? agents : []).filter(isJsonObject).map((agent: JsonObject, step) => ({
      _id: string(agent._id, objectIDAfter(string(agentflow._id, ""), step + 1)),
      llm: isJsonObject(agent.llm) ? agent.llm : {},
      role: string(agent.role, ""),
      role_description: string(agent.role_description, ""),
      title: string(agent.title, `Agent ${step + 1}`),
      agent_type: string(agent.agent_type, "skilled_agent"),
    })),
  };
}

/** As many agents as a run has steps: the agentflow's own, then made-up ones. Each leads to the next. */
export function agentsOf(agentflowID: string, agents: RunnableAgentflow["agents"], count: number): Agent[] {
  const taken = Array.from({ length: count }, (_, step) => agents[step] ?? madeUp(agentflowID, step, count));
  return taken.map((agent, step) => ({ ...agent, next_agent: taken[step + 1]?._id ?? null }));
}

function madeUp(agentflowID: string, step: number, count: number): Omit<Agent, "next_agent"> {
  return {
    _id: objectIDAfter(agentflowID, step + 1),
    llm: { model: "emulated/model", temperature: 0, max_tokens: 10000 },
    role: `Agent ${step + 1}`,
    role_description: `Step ${step + 1} of ${count}`,
    title: `Agent ${step + 1}`,
    agent_type: "skilled_agent",
  };
}

function string(value: JsonValue | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
