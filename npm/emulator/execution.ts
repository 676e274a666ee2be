import { type Agent, agentsOf, type RunnableAgentflow } from "./agentflow.ts";
import { objectID, objectIDAfter, uuid } from "./ids.ts";
import type { JsonObject } from "./json.ts";
import { Run } from "./run.ts";
import type { Plan } from "./script.ts";

/** Body of a create, as far as it is documented. */
export interface CreateRequest {
  readonly agentflow_id: string;
  readonly executed_by: string;
  readonly goal: string;
  readonly input_variables: JsonObject;
  readonly projectID: string;
}

/** One execution: what was asked for, and the run that came of it. */
export class Execution {
  readonly executionID: string = uuid();
  readonly id: string;
  readonly taskID: string;
  readonly agents: readonly Agent[];
  readonly request: CreateRequest;
  readonly run: Run;
  /** The agentflow as it was at the start: what becomes of it later does not matter. */
  readonly agentflow: RunnableAgentflow;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly #plan: Plan;

  /** @param now Milliseconds since the epoch. */
  constructor(request: CreateRequest, agentflow: RunnableAgentflow, plan: Plan, now: number) {
    this.id = objectID(now);
    this.taskID = objectIDAfter(this.id, 1);
    this.agentflow = agentflow;
    this.agents = agentsOf(request.agentflow_id, agentflow.agents, plan.steps);
    this.request = request;
    this.run = new Run(plan, now);
    this.createdAt = now;
    this.#plan = plan;
  }

  /** How far the run is, in the words of its script. Call `run.settle` first. */
  get status(): string {
    return this.#plan.statuses[this.run.status] ?? this.run.status;
  }

  /** What the run came to; `null` until it is completed. Call `run.settle` first. */
  get conclusion(): JsonObject | null {
    return this.run.status === "completed" ? { conclusion: this.#plan.conclusion } : null;
  }

  /** The documented object, in the documented order. Call `run.settle` first. */
  toWire(): JsonObject {
    const { request, run } = this;
    return {
      agentflow_id: request.agentflow_id,
      files: [],
      goal: request.goal,
      schedule: null,
      start_from_agent_id: null,
      input_variables: request.input_variables,
      task_id: this.taskID,
      parent_execution_id: null,
      agentflow: {
        agentflow_id: request.agentflow_id,
        agents: this.agents.map((agent) => ({ ...agent })),
        image: this.agentflow.image,
        initialAgent: this.#agent(0)._id,
        name: this.agentflow.name,
        role: this.agentflow.role,
        conclusion: null,
      },
      agents_output: Array.from({ length: run.step }, (_, step) => this.#output(step)),
      anomaly_detected: null,
      conclusion: this.conclusion,
      created_at: this.createdAt / 1000,
      end_time: run.endedAt === null ? null : run.endedAt / 1000,
      executed_by: { _id: request.executed_by, metadata: null, name: "Emulated user", type: "manual" },
      execution_context: {},
      execution_id: this.executionID,
      goal_template: null,
      _id: this.id,
      previews: {},
      projectID: request.projectID,
      runtime_inputs: {},
      status: this.status,
      ...(run.status === "failed" ? { error: this.#plan.error } : {}),
      ...(run.finished && this.#plan.analytics !== null ? { analytics: this.#plan.analytics } : {}),
    };
  }

  #output(step: number): JsonObject[string] {
    const { _id, title } = this.#agent(step);
    return this.#plan.output[step] ?? { agent_id: _id, title, output: `${title} has done its work.` };
  }

  #agent(step: number): Agent {
    const agent = this.agents[step];
    if (agent === undefined) throw new RangeError(`there is no agent ${step}`);
    return agent;
  }
}
