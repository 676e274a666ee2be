import type { Callable } from "./facts.ts";

/** What must not happen a second time: it starts, buys, inserts, sends, answers, or nobody knows what it does. */
const NON_IDEMPOTENT = [
  "actions.run",
  "actions.listGoogleDriveFiles",
  "actions.readGoogleDriveFile",
  "agentflows.create",
  "agentflows.addSkilledAgent",
  "connectors.configure",
  "connectors.updateStatus",
  "dashboard.refresh",
  "executions.create",
  "executions.execute",
  "files.upload",
  "inbox.create",
  "inbox.updateRuntimeInput",
  "inbox.updateAnomalyDetection",
  "inbox.updatePreview",
  "llm.call",
  "marketplace.hireCoworker",
  "projects.create",
  "schedules.create",
  "skills.create",
  "tables.create",
  "tables.createDatabase",
  "tables.addColumns",
  "tables.editColumns",
  "tables.patchColumn",
  "tables.createRecords",
  "tables.mapColumns",
  "triggers.execute",
  "triggers.executeForCoworker",
];

/** What leaves the same behind, done once or thrice: pauses, ends, deletions, counts, updates to given values. */
const IDEMPOTENT = [
  "agentflows.update",
  "agentflows.updateSkilledAgent",
  "connectors.delete",
  "connectors.deleteV1",
  "dashboard.deleteComponent",
  "executions.pause",
  "executions.resume",
  "executions.cancel",
  "projects.update",
  "projects.delete",
  "schedules.update",
  "schedules.delete",
  "tables.countFields",
  "tables.rename",
  "tables.update",
  "tables.renameColumn",
  "tables.updateRecord",
  "tables.updateRecords",
  "tables.deleteRecords",
  "tables.deleteRecord",
  "tables.deleteColumn",
  "tasks.pause",
  "tasks.resume",
  "tasks.stop",
  "triggers.updateByConnector",
];

/** Whether the operation may be sent again after a reply that says nothing of what became of it. */
export function mayRepeat({ client, method }: Callable): boolean {
  const places = [method === "GET", IDEMPOTENT.includes(client), NON_IDEMPOTENT.includes(client)];
  if (places.filter(Boolean).length !== 1) throw new Error(`${client} has no place, or two, in the table`);
  return !NON_IDEMPOTENT.includes(client);
}

/** The names of the table, for the test that none is left over. */
export const tabled: readonly string[] = [...NON_IDEMPOTENT, ...IDEMPOTENT];
