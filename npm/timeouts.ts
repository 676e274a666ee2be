import { type Attempt, TIMED_OUT } from "./attempt.ts";
import { now } from "./clock.ts";

/**
 * Lets a timer that has nothing to do stay without holding up the program's end, or has it do something again. Gives
 * false where that cannot be: it has to be cleared.
 */
export type Rest = (timer: unknown, resting: boolean) => boolean;

/**
 * The timeouts of attempts that are all given as long, with one timer for all of them: to set one and to clear
 * it takes as long as all that the module does for a call.
 */
export class Timeouts {
  readonly #rest: Rest | undefined;
  /** When each attempt began, the first first. */
  readonly #began = new Map<Attempt, number>();
  #ms = 0;
  /** The timer, which goes off for what began at `from`; and what it was set with: tests put in a clock of their own. */
  #timer: unknown;
  #from = 0;
  #set: unknown;

  constructor(rest: Rest | undefined) {
    this.#rest = rest;
  }

  /** Takes an attempt, unless its time is not that of the others. */
  add(attempt: Attempt, ms: number): boolean {
    const unlike = this.#set !== setTimeout || this.#ms !== ms;
    const idle = this.#began.size === 0;
    if (unlike && !idle) return false;
    const at = now();
    if (unlike || this.#timer === undefined) {
      if (this.#set === setTimeout) this.#clear();
      this.#ms = ms;
      this.#start(at, ms);
    } else if (idle) this.#rest?.(this.#timer, false);
    this.#began.set(attempt, at);
    return true;
  }

  /** Lets go of an attempt. */
  delete(attempt: Attempt): void {
    if (!this.#began.delete(attempt) || this.#began.size > 0) return;
    if (!this.#rest?.(this.#timer, true)) this.#clear();
  }

  #clear(): void {
    clearTimeout(this.#timer as Parameters<typeof clearTimeout>[0]);
    this.#timer = undefined;
  }

  #start(from: number, ms: number): void {
    this.#from = from;
    this.#set = setTimeout;
    const timer: unknown = setTimeout(() => {
      // One of another clock may go off late.
      if (timer === this.#timer) this.#up();
    }, ms);
    this.#timer = timer;
  }

  /** The time of those that began when the timer was set is up. */
  #up(): void {
    this.#timer = undefined;
    const over: Attempt[] = [];
    for (const [attempt, began] of this.#began) {
      if (began > this.#from) {
        // The device may have slept meanwhile.
        this.#start(began, Math.max(Math.min(began - this.#from, began + this.#ms - now()), 0));
        break;
      }
      this.#began.delete(attempt);
      over.push(attempt);
    }
    for (const attempt of over) attempt.end(TIMED_OUT);
  }
}
