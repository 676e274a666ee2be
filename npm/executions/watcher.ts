import type { Ending } from "./attempt.ts";
import type { Instance } from "./engine.ts";
import type { Outcome } from "./errors.ts";
import type { Execution } from "./generated/types.ts";
import { Attempt, cutShort, now, TIMED_OUT, WexaError } from "./shared.ts";
import type { Watching } from "./watch-options.ts";
import type { Follower, Looked, Poller } from "./watch-poller.ts";
import type { Asking } from "./watch-requests.ts";

/** The bits of `Change` in src/executions/watch.rs. */
const CHANGED = 1;
const ENDED = 2;
const WAITING = 4;

/** What a watch is made of. */
export interface Parts {
  /** For messages: `executions.watch`. */
  name: string;
  options: Watching;
  /** The longest wait that a server may ask for, in milliseconds. */
  maxAsked: number;
  poller: Poller;
  /** An execution that is known already: it is the first value, and is not asked for again at once. */
  first?: Execution | undefined;
  /** Looks for requests and has them answered, where there is a handler for any. */
  asking?: ((watch: Watch) => Asking) | undefined;
}

/**
 * One walk over the changes of an execution.
 *
 * It looks only while its caller waits for a value, and keeps no more than one: a slow loop gets the latest state.
 */
export class Watch implements AsyncIterator<Execution, undefined>, Follower {
  due = 0;
  readonly #parts: Parts;
  readonly #life: Attempt;
  readonly #asking: Asking | undefined;
  /** Calls of `next` that wait, oldest first. */
  readonly #waiting: Array<{
    resolve(result: IteratorResult<Execution, undefined>): void;
    reject(error: unknown): void;
  }> = [];
  /** As it was seen last. */
  #last: Execution | undefined;
  /** What nobody has been given yet. */
  #fresh: Execution | undefined;
  /** When to look again, if somebody waits. */
  #next = 0;
  /** Looks in a row that showed nothing new, and those that failed. */
  #quiet = 0;
  #failures = 0;
  #ended: { error?: unknown } | undefined;

  constructor(parts: Parts) {
    const { options, first, poller } = parts;
    this.#parts = parts;
    if (first) {
      this.#last = this.#fresh = first;
      this.#next = now() + options.interval;
    }
    this.#life = new Attempt(options.totalTimeout, options.signal);
    if (this.#life.ended) {
      this.end({ error: this.#endedBy(this.#life.ended, "not_sent") });
      return;
    }
    const go = (ended: Ending | undefined): void => {
      if (ended) this.end({ error: this.#endedBy(ended, this.#last ? "accepted" : "unknown") });
    };
    this.#life.wait(undefined, { go });
    if (options.pauseWhenHidden) globalThis.document?.addEventListener("visibilitychange", this.#wake);
    this.#asking = parts.asking?.(this);
    poller.join(this);
  }

  next(): Promise<IteratorResult<Execution, undefined>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#flush();
    });
  }

  /** Ends the watch: what `break` calls. */
  async return(): Promise<IteratorResult<Execution, undefined>> {
    this.#fresh = undefined;
    this.end({});
    return { done: true, value: undefined };
  }

  get name(): string {
    return this.#parts.name;
  }
  /** For the handlers: aborts when the watch ends. */
  get signal(): AbortSignal {
    return this.#life.signal;
  }
  get over(): boolean {
    return this.#ended !== undefined;
  }

  /** Ends the watch, in the way that is given first: with an error, or without. */
  end(ended: { error?: unknown }): void {
    if (this.#ended) return;
    this.#ended = ended;
    const { error } = ended;
    // Of the errors of this package each one says how far the execution was.
    if (error instanceof WexaError) (error as { execution: Execution | undefined }).execution ??= this.#last;
    globalThis.document?.removeEventListener("visibilitychange", this.#wake);
    this.#life.close();
    this.#life.end(TIMED_OUT, undefined);
    this.#parts.poller.leave(this);
    this.#flush();
  }

  took(looked: Looked, instance: Instance): void {
    if ("error" in looked) {
      this.#quiet++;
      const { error } = looked;
      if (!this.survives(error, ++this.#failures)) return;
      this.#pace(instance, error.retryAfter);
    } else {
      const { data, response } = looked;
      const seen = instance.ask([this.#last, undefined, data], undefined, ({ look }) => look());
      const changed = (seen & CHANGED) > 0;
      this.#failures = 0;
      this.#quiet = changed ? 0 : this.#quiet + 1;
      this.#last = data;
      if (changed) this.#fresh = data;
      this.#pace(instance, response);
      if (seen & ENDED) this.end({});
      // What a run shows while it waits for a preview or an anomaly is not documented: standing still is a sign too.
      else if (!changed || seen & WAITING) this.#asking?.look(data);
    }
    this.#flush();
  }

  /** Looks at once, as after an answer. */
  hurry(): void {
    this.#next = this.#quiet = 0;
    this.#wake();
  }

  /** Whether the watch goes on after a failure: if it may pass, and not too many came in a row. */
  survives(error: unknown, inARow: number): error is WexaError {
    const { onError, maxErrors } = this.#parts.options;
    if (error instanceof WexaError && error.retryable && inARow <= maxErrors) {
      try {
        onError?.(error, inARow);
        return true;
      } catch (thrown) {
        this.end({ error: thrown });
        return false;
      }
    }
    this.end({ error });
    return false;
  }

  /** `asked` says how long the server asked to wait, in milliseconds, or is the reply that may say so. */
  #pace(instance: Instance, asked: number | undefined | Response): void {
    const { options, maxAsked } = this.#parts;
    const { interval, maxInterval } = options;
    const [ms, reply] = typeof asked === "object" ? [Number.NaN, asked] : [asked ?? Number.NaN, undefined];
    this.#next =
      now() + instance.ask([], reply, ({ pace }) => pace(ms, this.#quiet, interval, maxInterval, maxAsked));
  }

  /** Gives what there is to those who wait for it, and says when it wants the next look. */
  #flush(): void {
    let waiting = this.#waiting[0];
    if (waiting && this.#fresh) {
      waiting.resolve({ done: false, value: this.#fresh });
      this.#fresh = undefined;
      this.#waiting.shift();
    }
    while (this.#ended && this.#waiting.length > 0 && !this.#fresh) {
      waiting = this.#waiting.shift();
      const ended = this.#ended;
      // An error is given once; after it there is nothing.
      this.#ended = {};
      if ("error" in ended) waiting?.reject(ended.error);
      else waiting?.resolve({ done: true, value: undefined });
    }
    this.#wake();
  }

  readonly #wake = (): void => {
    const { options, poller } = this.#parts;
    const hidden = options.pauseWhenHidden && this.#last && globalThis.document?.visibilityState === "hidden";
    this.due = this.#waiting.length > 0 && !hidden ? this.#next : Number.POSITIVE_INFINITY;
    if (!this.#ended) poller.wake();
  };

  /** The error of a watch whose time is up, or whose caller has ended it. */
  #endedBy(ended: Ending, outcome: Outcome): WexaError {
    return cutShort(this.name, ended, "the execution has not ended within totalTimeout", outcome);
  }
}
