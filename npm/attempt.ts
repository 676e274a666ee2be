import type { Timeouts } from "./timeouts.ts";

/** Why an attempt ended without a whole reply: the numbers of `Call::happened` in src/bindings.rs. */
export const UNREACHABLE = 0;
export const CONNECTION = 1;
export const TIMED_OUT = 2;
export const ABORTED = 3;

/** The longest time that a timer takes: a longer one would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** What ended a wait, other than what was waited for. */
export interface Ending {
  why: number;
  thrown?: unknown;
}

/** Who waits. */
export interface Waiter {
  /** Is told what a wait has come to: a value, or how it ended. */
  go(ended: Ending | undefined, value?: unknown): void;
}

/**
 * The time that one attempt has: a timer, a listener on the caller's signal and an abort controller, all of which
 * end with it.
 */
export class Attempt {
  readonly #outer: AbortSignal | undefined;
  readonly #onAbort: (() => void) | undefined;
  readonly #timeouts: Timeouts | undefined;
  readonly #timer: unknown;
  #controller: AbortController | undefined;
  #ended: Ending | undefined;
  #waiter: Waiter | undefined;

  /** `timeouts` has a timer already, where attempts may share one. */
  constructor(ms: number, outer: AbortSignal | undefined, timeouts?: Timeouts) {
    if (ms < Number.POSITIVE_INFINITY) {
      const time = Math.min(ms, LONGEST);
      if (timeouts?.add(this, time)) this.#timeouts = timeouts;
      else this.#timer = setTimeout(() => this.end(TIMED_OUT), time);
    }
    if (!outer) return;
    this.#outer = outer;
    this.#onAbort = () => this.end(ABORTED, outer.reason);
    try {
      if (outer.aborted) this.#onAbort();
      else outer.addEventListener("abort", this.#onAbort);
    } catch (thrown) {
      // A call that could not be ended is none that was asked for.
      this.end(ABORTED, thrown);
    }
  }

  /** For fetch. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#ended) this.#controller.abort(this.#ended.thrown);
    }
    return this.#controller.signal;
  }

  /** What has ended the attempt, if anything has. */
  get ended(): Ending | undefined {
    return this.#ended;
  }

  /** Ends the attempt: what is waited for is given up, and a fetch under way is cancelled. */
  end(why: number, thrown?: unknown): void {
    this.#ended ??= { why, thrown };
    this.#controller?.abort(thrown);
    this.#wake();
  }

  /**
   * Waits for a promise, or for nothing, but not longer than the attempt lasts: also for a fetch that does not heed its
   * signal. `waiter` is told once, and never before this has returned. One waits at a time.
   */
  wait(promise: unknown, waiter: Waiter): void {
    this.#waiter = waiter;
    // A fetch of the caller's own may answer without a promise.
    if (promise !== undefined) {
      try {
        Promise.resolve(promise).then(this.#came, this.#failed);
      } catch (thrown) {
        // A promise whose constructor or `then` throws.
        Promise.reject(thrown).catch(this.#failed);
      }
    }
    if (this.#ended) this.#wake();
  }

  // What is waited for next is not waited for before these have been called, or the attempt has ended.
  readonly #came = (value: unknown): void => this.#settle(undefined, value);
  readonly #failed = (thrown: unknown): void => this.#settle({ why: CONNECTION, thrown });

  #settle(ended: Ending | undefined, value?: unknown): void {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    waiter?.go(this.#ended ?? ended, value);
  }

  /** Lets go of who waits, a turn later: the caller may end the attempt from within the module's own call of fetch. */
  #wake(): void {
    if (this.#waiter) Promise.resolve().then(() => this.#settle(undefined));
  }

  /** Lets go of the timer and of the caller's signal. */
  close(): void {
    this.#timeouts?.delete(this);
    if (this.#timer !== undefined) clearTimeout(this.#timer as Parameters<typeof clearTimeout>[0]);
    try {
      if (this.#onAbort) this.#outer?.removeEventListener("abort", this.#onAbort);
    } catch {
      // A signal of the caller's own.
    }
    this.#waiter = undefined;
  }
}
