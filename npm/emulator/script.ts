import type { JsonObject, JsonValue } from "./json.ts";
import { RUN_STATUSES, type RunStatus } from "./status.ts";
import { type Fields, requireFields } from "./validation.ts";

/** What a run can stop for until a person answers through the inbox. */
export type AskType = "runtime_input" | "preview" | "anomaly_detection";

/** One stop of a scripted run. */
export interface Ask {
  /** Index of the agent that asks, before it works; the first is 0. */
  readonly step: number;
  readonly type: AskType;
  /** Text of the inbox item. */
  readonly summary?: string | undefined;
  /** What is asked about: the skill's input for a preview, the first values for a runtime input. */
  readonly input?: JsonObject | undefined;
}

/** How runs go. Everything left out goes well: three agents, one second each, no questions. */
export interface Script {
  /** Which creates it is for: every field given must be equal. Left out: all of them. */
  readonly match?:
    | {
        readonly agentflow_id?: string | undefined;
        readonly executed_by?: string | undefined;
        readonly goal?: string | undefined;
        readonly projectID?: string | undefined;
      }
    | undefined;
  /** Number of agents in the agentflow, one step each. Default: those it was created with, else 3. */
  readonly steps?: number | undefined;
  /** Items of `agents_output`, by step; steps beyond its end get a default. */
  readonly output?: readonly JsonValue[] | undefined;
  /** Where the run stops for a person. Several on one step are asked in order. */
  readonly asks?: readonly Ask[] | undefined;
  /** Index of the step that fails instead of giving output. */
  readonly failAt?: number | undefined;
  /** The failed run's `error`. */
  readonly error?: string | undefined;
  /** Markdown of the completed run's conclusion. */
  readonly conclusion?: string | undefined;
  /**
   * What a finished run has as `analytics`; without it there is no such field. No document has it; one public caller
   * reads `{ overall: { total_tokens, total_execution_time, total_price } }`.
   */
  readonly analytics?: JsonObject | undefined;
  /** Milliseconds each step takes, and `ready` before the first; 0 and `Infinity` are fine. Default 1000. */
  readonly stepDuration?: number | undefined;
  /**
   * Other words for statuses, since the API's set of them is open: `{ cancelled: "canceled" }`,
   * `{ running: "brewing" }`. The run itself goes as it would.
   */
  readonly statuses?: Readonly<Partial<Record<RunStatus, string>>> | undefined;
}

/** A script with every question settled, as a run follows it. */
export interface Plan {
  readonly steps: number;
  readonly output: readonly JsonValue[];
  /** In the order in which they are met. */
  readonly asks: readonly Ask[];
  readonly failAt: number | null;
  readonly error: string;
  readonly conclusion: string;
  readonly analytics: JsonObject | null;
  /** Milliseconds. */
  readonly stepDuration: number;
  readonly statuses: Readonly<Partial<Record<RunStatus, string>>>;
}

const MAX_STEPS = 1000;
/** Scripts kept; the earliest, which matter least, are forgotten beyond. */
const MAX_SCRIPTS = 1000;
const SCRIPT: Fields = {
  match: "object?",
  steps: "integer?",
  output: "array?",
  asks: "array?",
  failAt: "integer?",
  error: "string?",
  conclusion: "string?",
  analytics: "object?",
  stepDuration: "number?",
  statuses: "object?",
} satisfies Record<keyof Script, Fields[string]>;
const MATCH: Fields = {
  agentflow_id: "string?",
  executed_by: "string?",
  goal: "string?",
  projectID: "string?",
};
const ASK: Fields = { step: "integer", type: "string", summary: "string?", input: "object?" };
const STATUSES: Fields = Object.fromEntries(RUN_STATUSES.map((status) => [status, "string?"]));
const ASK_TYPES: readonly string[] = ["runtime_input", "preview", "anomaly_detection"] satisfies AskType[];

/** The scripts of one emulator; of those that match a create the latest wins. */
export class ScriptBook {
  /** Latest first. */
  readonly #scripts: { readonly script: Script; readonly plan: Plan }[] = [];
  readonly #fallback: Plan;
  readonly #stepDuration: number;

  /** @param stepDuration Milliseconds, for scripts that say nothing. */
  constructor(stepDuration = 1000) {
    this.#stepDuration = stepDuration;
    this.#fallback = toPlan({}, stepDuration);
  }

  /** Adds a script, or throws a `RangeError` that says what is wrong with it. */
  add(script: Script): void {
    this.#scripts.unshift({ script, plan: toPlan(script, this.#stepDuration) });
    this.#scripts.splice(MAX_SCRIPTS);
  }

  clear(): void {
    this.#scripts.length = 0;
  }

  /**
   * The plan for a create with this body.
   * @param agents Agents that the agentflow is known to have.
   */
  planFor(request: JsonObject, agents?: number): Plan {
    const found = this.#scripts.find(({ script }) =>
      Object.entries(script.match ?? {}).every(
        ([name, value]) => value === undefined || request[name] === value,
      ),
    );
    const plan = found?.plan ?? this.#fallback;
    return agents === undefined || found?.script.steps !== undefined ? plan : { ...plan, steps: agents };
  }
}

function toPlan(script: Script, defaultStepDuration: number): Plan {
  requireFields("script", script, SCRIPT);
  requireFields("script: match", script.match ?? {}, MATCH);
  requireFields("script: statuses", script.statuses ?? {}, STATUSES);
  for (const ask of script.asks ?? []) requireFields("script: ask", ask, ASK);
  const steps = script.steps ?? 3;
  if (!Number.isInteger(steps) || steps < 1 || steps > MAX_STEPS) {
    throw new RangeError(`script: steps must be an integer from 1 to ${MAX_STEPS}, not ${steps}`);
  }
  const isStep = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < steps;
  const failAt = script.failAt ?? null;
  if (failAt !== null && !isStep(failAt))
    throw new RangeError(`script: there is no step ${failAt} to fail at`);
  const asks = [...(script.asks ?? [])].sort((a, b) => a.step - b.step);
  for (const ask of asks) {
    if (!isStep(ask.step)) throw new RangeError(`script: there is no step ${ask.step} to ask at`);
    if (!ASK_TYPES.includes(ask.type)) throw new RangeError(`script: "${ask.type}" is nothing a run can ask`);
  }
  const stepDuration = script.stepDuration ?? defaultStepDuration;
  if (!(stepDuration >= 0)) throw new RangeError(`script: stepDuration ${stepDuration} is not a time in ms`);
  return {
    steps,
    output: script.output ?? [],
    asks,
    failAt,
    error: script.error ?? "The agent could not finish its work.",
    analytics: script.analytics ?? null,
    conclusion: script.conclusion ?? "# Done\n\nEvery agent has finished its work.",
    stepDuration,
    statuses: script.statuses ?? {},
  };
}
