import type { ExecutionStore } from "./executions.ts";
import { type Answer, Inbox, itemToWire } from "./inbox.ts";
import type { JsonObject } from "./json.ts";
import { Refusal } from "./refusal.ts";
import type { Call, Reply, Row } from "./table.ts";
import type { Fields } from "./validation.ts";

// What the vendor's SDK asks for when it is not told a number.
const DEFAULT_LIMIT = 100;

/** The routes of the inbox, stateful. */
export function inboxRoutes(store: ExecutionStore): Row[] {
  const inbox = new Inbox(store);
  const answering = (
    operation: string,
    path: string,
    body: Fields,
    read: (body: JsonObject) => Answer,
  ): Row => ({
    operation,
    method: "POST",
    path,
    query: { projectID: "string?" },
    body,
    handle(call): Reply {
      const execution = store.get(call.params.execution_id ?? "", call.query.projectID);
      return { body: itemToWire(inbox.answer(execution, read(call.body))) };
    },
  });

  return [
    {
      operation: "inbox.list",
      method: "GET",
      path: "/inbox",
      query: {
        projectID: "string",
        limit: "integer?",
        status: "string?",
        type: "string?",
        search_key: "string?",
        after_id: "string?",
        view: "string?",
      },
      handle({ query }) {
        const found = inbox
          .list(query.projectID)
          .map(itemToWire)
          .filter((item) => isWanted(item, query));
        const start = 1 + found.findIndex((item) => item._id === query.after_id);
        const limit = query.limit === undefined ? DEFAULT_LIMIT : Math.max(0, Number(query.limit));
        return { body: { total_count: found.length, inbox_requests: found.slice(start, start + limit) } };
      },
    },
    {
      operation: "inbox.get",
      method: "GET",
      path: "/inbox/{inbox_id}",
      query: { projectID: "string?" },
      handle({ params, query }) {
        const item = inbox.list(query.projectID).find(({ question }) => question.id === params.inbox_id);
        if (item === undefined) throw new Refusal(404, "Inbox item not found");
        return { body: itemToWire(item) };
      },
    },
    answering(
      "inbox.updateRuntimeInput",
      "/inbox/update/runtime_input/{execution_id}",
      { is_submitted: "boolean", values: "object", agent_id: "string" },
      ({ is_submitted, values, agent_id }) => ({
        type: "runtime_input",
        agentID: agent_id as string,
        content: values as JsonObject,
        settled: is_submitted ? "completed" : "pending",
      }),
    ),
    answering(
      "inbox.updatePreview",
      "/inbox/update/preview/{execution_id}",
      { agent_id: "string", is_approved: "boolean", preview_input: "object" },
      ({ is_approved, preview_input, agent_id }) => ({
        type: "preview",
        agentID: agent_id as string,
        content: preview_input as JsonObject,
        settled: is_approved ? "approved" : "pending",
      }),
    ),
    answering(
      "inbox.updateAnomalyDetection",
      "/inbox/update/anomaly_detection/{execution_id}",
      { is_approved: "boolean" },
      ({ is_approved }) => ({
        type: "anomaly_detection",
        content: {},
        settled: is_approved ? "approved" : "pending",
      }),
    ),
  ];
}

function isWanted(item: JsonObject, { status, type, search_key }: Call["query"]): boolean {
  if (status !== undefined && item.status !== status) return false;
  if (type !== undefined && item.type !== type) return false;
  return search_key === undefined || String(item.summary).includes(search_key);
}
