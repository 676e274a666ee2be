// The time that something may take: a timer, a caller's signal, and what both of them end. The module has it for attempts and
// pauses, the TypeScript for loading and for watches.

/** The deadlines that each signal ends: one listener for each signal, however many calls share it. */
const listeners = new WeakMap();

/** Has a deadline, or whatever else has an `end`, ended when a signal aborts. */
export function listen(signal, deadline) {
  let entry = listeners.get(signal);
  if (!entry) {
    const deadlines = new Set();
    const onAbort = () => {
      for (const each of deadlines) each.end("aborted", signal.reason);
    };
    entry = { deadlines, onAbort };
    signal.addEventListener("abort", onAbort);
    listeners.set(signal, entry);
  }
  entry.deadlines.add(deadline);
}

/** Lets go of the signal. */
export function unlisten(signal, deadline) {
  const entry = listeners.get(signal);
  if (!entry?.deadlines.delete(deadline) || entry.deadlines.size > 0) return;
  listeners.delete(signal);
  signal.removeEventListener("abort", entry.onAbort);
}

/** A longer timer would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The timer of an attempt or a pause and its listener on the caller's signal. Whichever comes first aborts the controller. */
export class Deadline {
  #controller;
  #signal;
  #timer;
  #interrupt;
  /** What ended it: "timeout", "aborted", or nothing so far. */
  ended;
  /** The reason of the caller's signal. */
  reason;

  constructor(ms, signal, controller) {
    this.#controller = controller;
    if (ms < Number.POSITIVE_INFINITY) {
      this.#timer = setTimeout(() => this.end("timeout"), Math.min(ms, LONGEST_TIMER));
    }
    if (!signal) return;
    try {
      if (signal.aborted) this.end("aborted", signal.reason);
      else {
        listen(signal, this);
        this.#signal = signal;
      }
    } catch (thrown) {
      // If the signal cannot be observed, abort: a call that cannot be cancelled is not what the caller asked for.
      this.end("aborted", thrown);
    }
  }

  /** A promise that settles as the given one does, or rejects when the deadline ends, also where fetch ignores its signal. */
  race(promise) {
    return new Promise((resolve, reject) => {
      this.#interrupt = reject;
      if (this.ended) reject();
      else promise?.then(resolve, reject);
    });
  }

  /** Calls a function when the deadline ends: less to hold than the promise of a race. */
  onEnd(run) {
    this.#interrupt = run;
  }

  end(ended, reason) {
    if (this.ended) return;
    this.ended = ended;
    this.reason = reason;
    this.#controller?.abort(reason);
    this.#interrupt?.();
  }

  /** Lets go of the timer and of the signal. */
  close() {
    clearTimeout(this.#timer);
    this.#interrupt = undefined;
    try {
      if (this.#signal) unlisten(this.#signal, this);
    } catch {
      // A signal of the caller's own.
    }
    this.#signal = undefined;
  }

  /** Closes it and cancels a request that is under way. */
  abort(reason) {
    this.close();
    this.#controller?.abort(reason);
  }
}
