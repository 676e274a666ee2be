import type { ExecutionStore } from "./executions.ts";
import { type Answer, Inbox } from "./inbox.ts";
import { type JsonObject, textOf } from "./json.ts";
import { skipped } from "./pages.ts";
import type { Call, Handler, Handlers } from "./row.ts";

/** The inbox, stateful. */
export function inboxHandlers(store: ExecutionStore): Handlers {
  const inbox = new Inbox(store);
  const answering =
    (read: (body: JsonObject) => Answer): Handler =>
    ({ ids: [id = ""], query: { projectID }, body }) => ({
      body: inbox.answer(store.get(id, projectID), read(body)),
    });

  return {
    "inbox.list": ({ query }) => {
      const found = inbox.list(query.projectID).filter((item) => isWanted(item, query));
      const start = 1 + found.findIndex((item) => item._id === query.after_id);
      const page = skipped(found.slice(start), undefined, query.limit);
      return { body: { total_count: found.length, inbox_requests: page } };
    },
    "inbox.get": ({ ids: [id = ""], query: { projectID } }) => ({ body: inbox.get(id, projectID) }),
    "inbox.create": ({ body }) => ({ body: inbox.create(body) }),
    "inbox.updateRuntimeInput": answering(({ is_submitted, values = null, agent_id }) => ({
      type: "runtime_input",
      agentID: agent_id as string,
      content: values,
      settled: is_submitted ? "completed" : "pending",
    })),
    "inbox.updatePreview": answering(({ is_approved, preview_input = null, agent_id }) => ({
      type: "preview",
      agentID: agent_id as string,
      content: preview_input,
      settled: is_approved ? "approved" : "pending",
    })),
    "inbox.updateAnomalyDetection": answering(({ is_approved }) => ({
      type: "anomaly_detection",
      content: {},
      settled: is_approved ? "approved" : "pending",
    })),
  };
}

function isWanted(item: JsonObject, { status, type, search_key }: Call["query"]): boolean {
  if (status !== undefined && item.status !== status) return false;
  if (type !== undefined && item.type !== type) return false;
  return search_key === undefined || textOf(item.summary).includes(search_key);
}
