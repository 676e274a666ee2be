import type { AgentflowStore } from "./agentflows.ts";
import { objectIDAfter } from "./ids.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { skipped } from "./pages.ts";
import type { Handlers } from "./row.ts";

/** Agentflows, stateful. */
export function agentflowHandlers(store: AgentflowStore): Handlers {
  return {
    "agentflows.list": ({ query }) => ({
      body: { agentflows: skipped(store.list(query.projectID), query.skip, query.limit).map(toWire) },
    }),
    "agentflows.get": ({ ids: [id = ""] }) => ({ body: toWire(store.get(id)) }),
    "agentflows.getByUser": ({ ids: [id = "", , projectID] }) => ({ body: toWire(store.get(id, projectID)) }),
    "agentflows.create": ({ body, query: { projectID } }) => ({
      body: toWire(store.create({ ...(projectID === undefined ? {} : { projectID }), ...body })),
    }),
    "agentflows.update": ({ ids: [id = ""], body }) => ({ body: toWire(store.update(id, body)) }),
    "agentflows.addSkilledAgent": ({ ids: [id = ""], body, query }) => ({
      body: toWire(store.addAgent(id, body, query.projectID)),
    }),
    "agentflows.updateSkilledAgent": ({ ids: [id = "", agentID = ""], body, query }) => ({
      body: toWire(store.updateAgent(id, agentID, body, query.projectID)),
    }),
  };
}

/** Agents are sent with the ids of their skills, and shown with the skills. */
function toWire(agentflow: JsonObject): JsonObject {
  const agents = agentflow.agents as readonly JsonObject[];
  return {
    ...agentflow,
    agents: agents.map((agent) => ({
      pre_and_post_execution_input: null,
      ...agent,
      skills: Array.isArray(agent.skills)
        ? agent.skills.map((skill: JsonValue) =>
            typeof skill === "string" ? skillOf(skill, agentflow.projectID ?? null) : skill,
          )
        : [],
    })),
  };
}

function skillOf(_id: string, projectID: JsonValue): JsonObject {
  return {
    _id,
    name: "Emulated skill",
    projectID,
    connector_id: objectIDAfter(_id, 1),
    description: "Does what it is asked",
    logo: "http://emulator.localhost/skill.png",
    connector_name: "Emulated connector",
    is_deleted: false,
    user_id: null,
    actions: [],
  };
}
