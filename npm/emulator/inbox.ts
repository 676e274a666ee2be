import type { Execution } from "./execution.ts";
import type { ExecutionStore } from "./executions.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { Refusal } from "./refusal.ts";
import type { Question } from "./run.ts";
import type { AskType } from "./script.ts";

/** A question, and the execution that asks it. */
export interface InboxItem {
  readonly execution: Execution;
  readonly question: Question;
}

/** What a person says to a question. */
export interface Answer {
  readonly type: AskType;
  /** The asking agent; `undefined` for whichever asks. */
  readonly agentID?: string;
  readonly content: JsonObject;
  /** What becomes of the question; `pending` keeps the content as a draft. */
  readonly settled: Question["status"];
}

/** The inbox keeps nothing itself: it is a view of what the runs ask. */
export class Inbox {
  readonly #store: ExecutionStore;

  constructor(store: ExecutionStore) {
    this.#store = store;
  }

  /** Every question of one project, or of all, newest first. */
  list(projectID?: string): InboxItem[] {
    return this.#store
      .list({ projectID })
      .flatMap((execution) => execution.run.questions.map((question) => ({ execution, question })))
      .sort((a, b) => b.question.raisedAt - a.question.raisedAt);
  }

  /** Answers what an execution asks; a `Refusal` with 409 when it does not ask that. */
  answer(execution: Execution, { type, agentID, content, settled }: Answer): InboxItem {
    const question = execution.run.questions.find(
      ({ ask, status }) =>
        status === "pending" &&
        ask.type === type &&
        (agentID === undefined || execution.agents[ask.step]?._id === agentID),
    );
    if (question === undefined) throw new Refusal(409, `This execution is not waiting for this ${type}`);
    execution.run.answer(question, content, settled, this.#store.clock.now());
    return { execution, question };
  }
}

/** An item as the API shows it. Times are milliseconds here, unlike in executions. */
export function itemToWire({ execution, question }: InboxItem): JsonObject {
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
