import { Collection } from "./collection.ts";
import type { Execution } from "./execution.ts";
import type { ExecutionStore } from "./executions.ts";
import { objectID } from "./ids.ts";
import { type JsonObject, type JsonValue, textOf } from "./json.ts";
import { Refusal } from "./refusal.ts";
import type { Question } from "./run.ts";
import type { AskType } from "./script.ts";

const LIMIT = 1000;

/** What a person says to a question. */
export interface Answer {
  readonly type: AskType;
  /** The asking agent; `undefined` for whichever asks. */
  readonly agentID?: string;
  readonly content: JsonValue;
  /** What becomes of the question; `pending` keeps the content as a draft. */
  readonly settled: Question["status"];
}

/** What the runs ask, and beside it what was put into the inbox by hand, which nobody waits for. */
export class Inbox {
  readonly #store: ExecutionStore;
  readonly #created = new Collection<JsonObject>("Inbox item", LIMIT);

  constructor(store: ExecutionStore) {
    this.#store = store;
  }

  /** Puts an item into the inbox. */
  create(fields: JsonObject): JsonObject {
    const now = this.#store.clock.now();
    const given = Object.entries(fields).filter(([, value]) => value !== null);
    const item: JsonObject = {
      _id: objectID(now),
      type: "preview",
      status: "pending",
      created_at: now,
      updated_at: now,
      agent_id: "",
      coworker_id: "",
      coworker_name: "",
      agent_title: "",
      summary: "",
      execution_id: "",
      projectID: "",
      executed_by: "",
      ...Object.fromEntries(given),
    };
    return this.#created.set(textOf(item._id), item);
  }

  /** Every item of one project, or of all, newest first. */
  list(projectID?: string): JsonObject[] {
    const asked = this.#store
      .list({ projectID })
      .flatMap((execution) => execution.run.questions.map((question) => toWire(execution, question)));
    const created = this.#created.list((item) => projectID === undefined || item.projectID === projectID);
    return [...asked, ...created].sort((a, b) => Number(b.created_at) - Number(a.created_at));
  }

  /** The item, or a `Refusal` with 404. */
  get(id: string, projectID?: string): JsonObject {
    const item = this.list(projectID).find(({ _id }) => _id === id);
    if (item === undefined) throw this.#created.missing();
    return item;
  }

  /** Answers what an execution asks; a `Refusal` with 409 when it does not ask that. */
  answer(execution: Execution, { type, agentID, content, settled }: Answer): JsonObject {
    const question = execution.run.questions.find(
      ({ ask, status }) =>
        status === "pending" &&
        ask.type === type &&
        (agentID === undefined || execution.agents[ask.step]?._id === agentID),
    );
    if (question === undefined) throw new Refusal(409, `This execution is not waiting for this ${type}`);
    execution.run.answer(question, content, settled, this.#store.clock.now());
    return toWire(execution, question);
  }
}

/** An item as the API shows it. Times are milliseconds here, unlike in executions. */
function toWire(execution: Execution, question: Question): JsonObject {
  const { ask } = question;
  const agent = execution.agents[ask.step];
  return {
    _id: question.id,
    type: ask.type,
    status: question.status,
    created_at: question.raisedAt,
    updated_at: question.updatedAt,
    agent_id: agent?._id ?? "",
    coworker_id: execution.request.agentflow_id,
    coworker_name: "Emulated agentflow",
    agent_title: agent?.title ?? "",
    summary: ask.summary ?? `${agent?.title} needs an answer before it can go on.`,
    execution_id: execution.executionID,
    projectID: execution.request.projectID,
    executed_by: execution.request.executed_by,
    [ask.type]: subject(question, agent?.title ?? ""),
  };
}

/** The part of an item that differs by type. Only the preview's is documented; the others mirror their answers. */
function subject({ ask, answer, status }: Question, title: string): JsonValue {
  const is_approved = status === "approved";
  if (ask.type === "anomaly_detection") return { is_approved };
  if (ask.type === "runtime_input") {
    return { is_submitted: status === "completed", values: answer ?? ask.input ?? {} };
  }
  const thoughts = { text: "", reasoning: "", plan: "", criticism: "", speak: "" };
  const skill = { name: `${title} - skill`, id: "0".repeat(24), input: ask.input ?? {} };
  return { is_approved, modified_inputs_during_preview: [], preview_input: answer ?? { thoughts, skill } };
}
