import type { AgentflowStore } from "./agentflows.ts";
import type { EmulatorClock } from "./clock.ts";
import { type CreateRequest, Execution } from "./execution.ts";
import { Refusal } from "./refusal.ts";
import type { ScriptBook } from "./script.ts";

/** Which executions to list; what is left out or `undefined` does not matter. */
export interface ExecutionFilter {
  readonly projectID?: string | undefined;
  readonly agentflow_id?: string | undefined;
  readonly taskID?: string | undefined;
  readonly executed_by?: string | undefined;
}

/** The executions of one emulator, oldest first, never more than its limit. */
export class ExecutionStore {
  readonly clock: EmulatorClock;
  readonly #scripts: ScriptBook;
  readonly #agentflows: AgentflowStore;
  readonly #limit: number;
  // A Map keeps the order of insertion, which is the order of age.
  readonly #byExecutionID = new Map<string, Execution>();
  readonly #byID = new Map<string, Execution>();

  constructor(clock: EmulatorClock, scripts: ScriptBook, agentflows: AgentflowStore, limit: number) {
    this.clock = clock;
    this.#scripts = scripts;
    this.#agentflows = agentflows;
    this.#limit = limit;
  }

  /** Starts an execution. It is `ready`, whatever its script says of durations. */
  create(request: CreateRequest): Execution {
    this.#makeRoom();
    const agentflow = this.#agentflows.runnable(request.agentflow_id);
    const plan = this.#scripts.planFor({ ...request }, agentflow.agents.length || undefined);
    const execution = new Execution(request, agentflow, plan, this.clock.now());
    this.#byExecutionID.set(execution.executionID, execution);
    this.#byID.set(execution.id, execution);
    return execution;
  }

  /**
   * The execution as it stands now; a `Refusal` with 404 when there is none.
   * @param id Its `execution_id` or its `_id`.
   * @param projectID When given, executions of other projects are not found.
   */
  get(id: string, projectID?: string): Execution {
    const execution = this.#byExecutionID.get(id) ?? this.#byID.get(id);
    if (execution === undefined || (projectID !== undefined && execution.request.projectID !== projectID)) {
      throw new Refusal(404, "Execution not found");
    }
    execution.run.settle(this.clock.now());
    return execution;
  }

  /** Those that pass the filter, as they stand now, newest first. */
  list({ projectID, agentflow_id, taskID, executed_by }: ExecutionFilter): Execution[] {
    const now = this.clock.now();
    const found: Execution[] = [];
    for (const execution of this.#byExecutionID.values()) {
      const { request } = execution;
      if (projectID !== undefined && request.projectID !== projectID) continue;
      if (agentflow_id !== undefined && request.agentflow_id !== agentflow_id) continue;
      if (taskID !== undefined && execution.taskID !== taskID) continue;
      if (executed_by !== undefined && request.executed_by !== executed_by) continue;
      execution.run.settle(now);
      found.push(execution);
    }
    return found.reverse();
  }

  /** Drops the oldest finished execution, or the oldest of all when every one is under way. */
  #makeRoom(): void {
    if (this.#byExecutionID.size < this.#limit) return;
    const now = this.clock.now();
    let dropped: Execution | undefined;
    for (const execution of this.#byExecutionID.values()) {
      dropped ??= execution;
      execution.run.settle(now);
      if (!execution.run.finished) continue;
      dropped = execution;
      break;
    }
    if (dropped === undefined) return;
    this.#byExecutionID.delete(dropped.executionID);
    this.#byID.delete(dropped.id);
  }
}
