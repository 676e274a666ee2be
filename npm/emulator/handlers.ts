import { agentflowHandlers } from "./agentflow-routes.ts";
import type { AgentflowStore } from "./agentflows.ts";
import type { EmulatorClock } from "./clock.ts";
import { executionHandlers } from "./execution-routes.ts";
import type { ExecutionStore } from "./executions.ts";
import { inboxHandlers } from "./inbox-routes.ts";
import { projectHandlers } from "./project-routes.ts";
import type { Handlers } from "./row.ts";
import { scheduleHandlers } from "./schedule-routes.ts";
import { skillHandlers } from "./skill-routes.ts";
import { columnHandlers } from "./storage/column-routes.ts";
import { recordHandlers } from "./storage/record-routes.ts";
import { Storage } from "./storage/storage.ts";
import { tableHandlers } from "./storage/table-routes.ts";
import { taskHandlers } from "./task-routes.ts";

/** What handlers share with each other and with the rest of the emulator. */
export interface Stores {
  readonly clock: EmulatorClock;
  readonly agentflows: AgentflowStore;
  readonly executions: ExecutionStore;
}

/** A handler for every operation that the emulator acts out. */
export function handlersOf({ clock, agentflows, executions }: Stores): Handlers {
  const storage = new Storage(clock);
  return {
    ...executionHandlers(executions),
    ...inboxHandlers(executions),
    ...taskHandlers(executions),
    ...agentflowHandlers(agentflows),
    ...projectHandlers(clock, (projectID) => agentflows.deleteOf(projectID)),
    ...scheduleHandlers(clock),
    ...skillHandlers(clock),
    ...tableHandlers(storage),
    ...columnHandlers(storage),
    ...recordHandlers(storage),
  };
}
