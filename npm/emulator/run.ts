import { objectID } from "./ids.ts";
import type { JsonValue } from "./json.ts";
import { Refusal } from "./refusal.ts";
import type { Ask, Plan } from "./script.ts";
import type { RunStatus } from "./status.ts";

/** A stop for a person, as it stands. It is what an inbox item shows. */
export interface Question {
  /** 24-hex. */
  readonly id: string;
  readonly ask: Ask;
  /** Milliseconds since the epoch. */
  readonly raisedAt: number;
  /** Milliseconds since the epoch. */
  updatedAt: number;
  status: "pending" | "approved" | "completed";
  /** The latest answer or draft; `null` until there is one. */
  answer: JsonValue;
}

/**
 * The life of one execution, as a function of time. Nothing happens between two looks: each method first catches
 * up with `now`, so no timer is needed, and none can keep a process alive. Its fields are for reading.
 * All times are epoch milliseconds.
 */
export class Run {
  status: RunStatus = "ready";
  /** Steps that have given output. */
  step = 0;
  endedAt: number | null = null;
  questions: Question[] = [];
  readonly #plan: Plan;
  /** When the current phase began; pauses push it forward. */
  #since: number;
  /** What a paused run goes back to, and how far its phase had come. */
  #held: { status: RunStatus; elapsed: number } | null = null;

  constructor(plan: Plan, now: number) {
    this.#plan = plan;
    this.#since = now;
  }

  get finished(): boolean {
    return this.status === "completed" || this.status === "failed" || this.status === "cancelled";
  }

  /** Catches up with the time. */
  settle(now: number): void {
    while (this.status === "ready" || this.status === "running") {
      const due = this.#since + this.#plan.stepDuration;
      if (now < due) return;
      this.#since = due;
      if (this.status === "running" && !this.#finishStep()) return;
      this.status = this.#enterStep();
    }
  }

  /** Repeating a pause is fine: its reply may have been lost. */
  pause(now: number): void {
    this.settle(now);
    if (this.status === "paused") return;
    if (this.finished) throw this.#conflict("paused");
    this.#held = { status: this.status, elapsed: now - this.#since };
    this.status = "paused";
  }

  /** Goes back to what the pause interrupted; a run that is on its way stays there. */
  resume(now: number): void {
    this.settle(now);
    if (this.status === "ready" || this.status === "running") return;
    if (this.#held === null) throw this.#conflict("resumed");
    this.status = this.#held.status;
    this.#since = now - this.#held.elapsed;
    this.#held = null;
    this.settle(now);
  }

  /** Ends the run for good and withdraws what it still asks. */
  cancel(now: number): void {
    this.settle(now);
    if (this.status === "cancelled") return;
    if (this.finished) throw this.#conflict("cancelled");
    this.#end("cancelled", now);
    this.questions = this.questions.filter((question) => question.status !== "pending");
  }

  /** Starts from the beginning, unless it is under way. */
  restart(now: number): void {
    this.settle(now);
    if (!this.finished && this.status !== "ready") throw this.#conflict("executed");
    this.status = "ready";
    this.step = 0;
    this.endedAt = null;
    this.questions = [];
    this.#since = now;
  }

  /** Takes an answer to a pending question, and goes on once it is more than a draft. */
  answer(question: Question, answer: JsonValue, settled: Question["status"], now: number): void {
    question.answer = answer;
    question.updatedAt = now;
    question.status = settled;
    if (settled === "pending") return;
    this.#since = now;
    const next = this.#enterStep();
    if (this.#held === null) this.status = next;
    else this.#held = { status: next, elapsed: 0 };
    this.settle(now);
  }

  /** Begins the current step, and says what it begins with: work, a question, or the end of the run. */
  #enterStep(): RunStatus {
    if (this.step === this.#plan.steps) return this.#end("completed", this.#since);
    const ask = this.#plan.asks[this.questions.length];
    if (ask?.step !== this.step) return "running";
    const raisedAt = this.#since;
    this.questions.push({
      id: objectID(raisedAt),
      ask,
      raisedAt,
      updatedAt: raisedAt,
      status: "pending",
      answer: null,
    });
    return "input_required";
  }

  #finishStep(): boolean {
    if (this.step === this.#plan.failAt) {
      this.#end("failed", this.#since);
      return false;
    }
    this.step += 1;
    return true;
  }

  #end(status: RunStatus, at: number): RunStatus {
    this.#held = null;
    this.endedAt = at;
    this.status = status;
    return status;
  }

  #conflict(wish: string): Refusal {
    return new Refusal(409, `An execution that is ${this.status} cannot be ${wish}`);
  }
}
