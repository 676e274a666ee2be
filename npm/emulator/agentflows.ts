import { ANY_AGENTFLOW, type RunnableAgentflow, toRunnable } from "./agentflow.ts";
import type { EmulatorClock } from "./clock.ts";
import { Collection } from "./collection.ts";
import { objectID } from "./ids.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { Refusal } from "./refusal.ts";

const LIMIT = 1000;
/** The documents' quota is 50; a run has 1000 steps at most. */
const MAX_AGENTS = 50;
/** What an update leaves alone. */
const FIXED: readonly string[] = ["_id", "projectID", "created_at"];

/** The agentflows that were created, as they are on the wire. */
export class AgentflowStore {
  readonly #clock: EmulatorClock;
  readonly #agentflows = new Collection<JsonObject>("Agentflow", LIMIT);

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** Creates an agentflow, with the documented fields, and no agents unless it is given some. */
  create(request: JsonObject): JsonObject {
    const ms = this.#clock.now();
    const now = ms / 1000;
    const _id = objectID(ms);
    return this.#set({
      image: ANY_AGENTFLOW.image,
      isActive: true,
      organization_id: "0".repeat(24),
      is_cron_scheduled: false,
      agentflow_type: "master",
      parent_agentflow_id: null,
      failover_goal: null,
      default_goal: "",
      anomaly_detection: { is_enabled: false, instructions: "" },
      agents: [],
      ...request,
      is_deleted: false,
      created_at: now,
      updated_at: now,
      last_used: now,
      _id,
    });
  }

  /**
   * The agentflow, or a `Refusal` with 404.
   * @param projectID When given, agentflows of other projects are not found.
   */
  get(id: string, projectID?: string): JsonObject {
    const agentflow = this.#agentflows.get(id);
    if (projectID !== undefined && agentflow.projectID !== projectID) throw this.#agentflows.missing();
    return agentflow;
  }

  /** Those of a project, or all, newest first. */
  list(projectID?: string): JsonObject[] {
    return this.#agentflows.list((agentflow) => projectID === undefined || agentflow.projectID === projectID);
  }

  /** Replaces the fields given. */
  update(id: string, changes: JsonObject, projectID?: string): JsonObject {
    const agentflow = this.get(id, projectID);
    const kept = Object.entries(changes).filter(([name]) => !FIXED.includes(name));
    return this.#set({ ...agentflow, ...Object.fromEntries(kept), updated_at: this.#clock.now() / 1000 });
  }

  addAgent(id: string, agent: JsonObject, projectID?: string): JsonObject {
    const agents = agentsIn(this.get(id, projectID));
    if (agents.some(({ _id }) => _id === agent._id)) throw new Refusal(409, "This agent is there already");
    return this.update(id, { agents: [...agents, agent] }, projectID);
  }

  updateAgent(id: string, agentID: string, changes: JsonObject, projectID?: string): JsonObject {
    const agents = agentsIn(this.get(id, projectID));
    if (!agents.some(({ _id }) => _id === agentID)) throw new Refusal(404, "Agent not found");
    const changed = agents.map((agent) =>
      agent._id === agentID ? { ...agent, ...changes, _id: agentID } : agent,
    );
    return this.update(id, { agents: changed }, projectID);
  }

  /** Forgets those of a project. */
  deleteOf(projectID: string): void {
    for (const { _id } of this.list(projectID)) this.#agentflows.delete(_id as string);
  }

  /** What an execution of this id runs, which need not be one that was created. */
  runnable(id: string): RunnableAgentflow {
    const agentflow = this.#agentflows.find(id);
    return agentflow === undefined ? ANY_AGENTFLOW : toRunnable(agentflow);
  }

  #set(agentflow: JsonObject): JsonObject {
    const agents = agentsIn(agentflow);
    if (agents.length > MAX_AGENTS) throw new Refusal(409, `An agentflow has ${MAX_AGENTS} agents at most`);
    const first = agents[0]?._id;
    return this.#agentflows.set(agentflow._id as string, {
      ...agentflow,
      agents,
      ...(first === undefined ? {} : { initialAgent: first }),
    });
  }
}

function agentsIn(agentflow: JsonObject): JsonObject[] {
  const agents: JsonValue | undefined = agentflow.agents;
  return Array.isArray(agents) ? agents.filter(isJsonObject) : [];
}
