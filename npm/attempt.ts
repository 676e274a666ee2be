/** Why an attempt ended without a whole reply: the numbers of `Call::interrupted` in src/bindings.rs. */
export const UNREACHABLE = 0;
export const CONNECTION = 1;
export const TIMED_OUT = 2;
export const ABORTED = 3;

/** The longest time that a timer takes: a longer one would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** What came of waiting: a value, or what ended the wait and why. */
export interface Ending {
  value?: unknown;
  /** Not there where a value has come. */
  why?: number;
  thrown?: unknown;
}

/**
 * The time that one attempt has: a timer, a listener on the caller's signal and an abort controller, all of which
 * end with it.
 */
export class Attempt {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #onAbort: (() => void) | undefined;
  readonly #timer: unknown;
  #ended: { why: number; thrown: unknown } | undefined;
  /** Who waits. */
  #then: ((ending: Ending) => void) | undefined;

  constructor(ms: number, outer: AbortSignal | undefined) {
    if (ms < Number.POSITIVE_INFINITY) {
      this.#timer = setTimeout(() => this.end(TIMED_OUT, undefined), Math.min(ms, LONGEST));
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
    return this.#controller.signal;
  }

  /** What has ended the attempt, if anything has. */
  get ended(): { why: number; thrown: unknown } | undefined {
    return this.#ended;
  }

  /** Ends the attempt: what is waited for is given up, and a fetch under way is cancelled. */
  end(why: number, thrown: unknown): void {
    this.#ended ??= { why, thrown };
    this.#controller.abort(thrown);
    this.#wake();
  }

  /**
   * Waits for a promise, or for nothing, but not longer than the attempt lasts: also for a fetch that does not heed its
   * signal. `then` is called once, and never before this has returned. One waits at a time.
   */
  wait(promise: unknown, then: (ending: Ending) => void): void {
    this.#then = then;
    // A fetch of the caller's own may answer without a promise.
    if (promise !== undefined) {
      const fail = (thrown: unknown): void => {
        this.#settle(then, { why: CONNECTION, thrown });
      };
      try {
        Promise.resolve(promise).then((value) => this.#settle(then, { value }), fail);
      } catch (thrown) {
        // A promise whose constructor or `then` throws.
        Promise.reject(thrown).catch(fail);
      }
    }
    if (this.#ended) this.#wake();
  }

  #settle(then: (ending: Ending) => void, ending: Ending): void {
    if (this.#then !== then) return;
    this.#then = undefined;
    then(this.#ended ?? ending);
  }

  /** Lets go of who waits, a turn later: the caller may end the attempt from within the module's own call of fetch. */
  #wake(): void {
    const then = this.#then;
    if (then) Promise.resolve().then(() => this.#settle(then, {}));
  }

  /** Lets go of the timer and of the caller's signal. */
  close(): void {
    clearTimeout(this.#timer as Parameters<typeof clearTimeout>[0]);
    try {
      if (this.#onAbort) this.#outer?.removeEventListener("abort", this.#onAbort);
    } catch {
      // A signal of the caller's own.
    }
    this.#then = undefined;
  }
}
