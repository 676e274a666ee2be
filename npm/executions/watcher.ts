import { Deadline } from "../../src/transport/deadline.js";
import { now } from "../core/clock.ts";
import { WexaError, withDetails } from "../core/errors.ts";
import type { Execution } from "../generated/types.ts";
import { createTimeLimitError, type WasmInstance } from "../wasm/runtime.ts";
import type { InboxHandlers } from "./inbox-handlers.ts";
import type { Poller, PollResult, Subscriber } from "./poller.ts";
import type { WatchConfig } from "./watch-options.ts";

/** How a watch has ended: with an error, or without. */
interface Ended {
  error?: unknown;
  /** Whether the error is that of a poll or of the watch itself, and not of the caller's own functions. */
  isOwn?: boolean;
}

/** What a watch is made of. */
export interface WatcherParts {
  /** For messages: `executions.watch`. */
  name: string;
  config: WatchConfig;
  /** The longest wait that a server may ask for, in milliseconds. */
  maxRetryAfter: number;
  poller: Poller;
  /** An execution that is known already: it is the first value, and is not asked for again at once. */
  first?: Execution | undefined;
  /** Polls the inbox and calls the handlers, where there are any. */
  createHandlers?: ((watcher: Watcher) => InboxHandlers) | undefined;
}

/**
 * One walk over the changes of an execution.
 *
 * It polls only while its caller waits for a value, and keeps no more than one: a slow loop gets the latest state.
 */
export class Watcher implements AsyncIterator<Execution, undefined>, Subscriber {
  due = 0;
  readonly #parts: WatcherParts;
  readonly #controller: AbortController | undefined;
  readonly #deadline: Deadline;
  readonly #handlers: InboxHandlers | undefined;
  /** Calls of `next` that wait, oldest first. */
  readonly #waiting: Array<{
    resolve(result: IteratorResult<Execution, undefined>): void;
    reject(ended: Ended): void;
  }> = [];
  /** As it was seen last. */
  #last: Execution | undefined;
  /** What nobody has been given yet. */
  #fresh: Execution | undefined;
  /** When to poll again, if somebody waits. */
  #next = 0;
  /** Polls in a row that showed no change, and those that failed. */
  #unchangedPolls = 0;
  #failures = 0;
  #ended: Ended | undefined;

  constructor(parts: WatcherParts) {
    const { config, first, poller } = parts;
    this.#parts = parts;
    if (first) {
      this.#last = this.#fresh = first;
      this.#next = now() + config.interval;
    }
    // Handlers are given a signal that aborts with the watch.
    this.#controller = parts.createHandlers && new AbortController();
    this.#deadline = new Deadline(config.totalTimeout, config.signal);
    if (this.#deadline.ended) {
      this.end({ error: this.#createEndError("not_sent"), isOwn: true });
      return;
    }
    this.#deadline.onEnd(() => {
      this.end({ error: this.#createEndError(this.#last ? "accepted" : "unknown"), isOwn: true });
    });
    if (config.pauseWhenHidden) globalThis.document?.addEventListener("visibilitychange", this.#wake);
    this.#handlers = parts.createHandlers?.(this);
    poller.join(this);
  }

  async next(): Promise<IteratorResult<Execution, undefined>> {
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.push({ resolve, reject });
        this.#flush();
      });
    } catch (ended) {
      const { error, isOwn } = ended as Ended;
      // A poll's error was created in a function that nobody awaits, and may be that of several watches. The caller awaits
      // this one, so the stack names the caller.
      if (!isOwn || !(error instanceof WexaError)) throw error;
      throw withDetails(error, { execution: error.execution ?? this.#last });
    }
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
    return (this.#controller as AbortController).signal;
  }
  get over(): boolean {
    return this.#ended !== undefined;
  }

  /** Ends the watch, in the way that is given first: with an error, or without. */
  end(ended: Ended): void {
    if (this.#ended) return;
    this.#ended = ended;
    const { error, isOwn } = ended;
    // Of the errors of this package each one says how far the execution was.
    if (error instanceof WexaError && !isOwn)
      (error as { execution: Execution | undefined }).execution ??= this.#last;
    globalThis.document?.removeEventListener("visibilitychange", this.#wake);
    this.#deadline.close();
    this.#controller?.abort();
    this.#parts.poller.leave(this);
    this.#flush();
  }

  onPollResult(result: PollResult, instance: WasmInstance): void {
    if ("error" in result) {
      this.#unchangedPolls++;
      const { error } = result;
      if (!this.tolerates(error, ++this.#failures)) return;
      this.#schedule(instance, error.retryAfter, undefined);
    } else {
      const { data, response } = result;
      const { hasChanged, executionPhase, ExecutionPhase } = instance.exports;
      const changed = hasChanged(this.#last, data);
      const phase = executionPhase(data);
      this.#failures = 0;
      this.#unchangedPolls = changed ? 0 : this.#unchangedPolls + 1;
      this.#last = data;
      if (changed) this.#fresh = data;
      this.#schedule(instance, undefined, response);
      if (phase === ExecutionPhase.Ended) this.end({});
      // What an execution shows while it waits for a preview or an anomaly is not documented: standing still is a sign too.
      else if (!changed || phase === ExecutionPhase.Waiting) this.#handlers?.poll(data);
    }
    this.#flush();
  }

  /** Polls at once, as after an answer. */
  pollNow(): void {
    this.#next = this.#unchangedPolls = 0;
    this.#wake();
  }

  /** Whether the watch goes on after a failure: if it may pass, and not too many came in a row. */
  tolerates(error: unknown, failuresInARow: number): error is WexaError {
    const { onError, maxErrors } = this.#parts.config;
    if (error instanceof WexaError && error.retryable && failuresInARow <= maxErrors) {
      try {
        onError?.(error, failuresInARow);
        return true;
      } catch (thrown) {
        this.end({ error: thrown });
        return false;
      }
    }
    this.end({ error, isOwn: true });
    return false;
  }

  /** Schedules the next poll. The server may have asked for a pause, in an error or in its response. */
  #schedule(instance: WasmInstance, retryAfter: number | undefined, response: Response | undefined): void {
    const { config, maxRetryAfter } = this.#parts;
    const { interval, maxInterval } = config;
    const { pollDelay } = instance.exports;
    this.#next =
      now() + pollDelay(this.#unchangedPolls, interval, maxInterval, maxRetryAfter, retryAfter, response);
  }

  /** Gives what there is to those who wait for it, and says when it wants the next poll. */
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
      if ("error" in ended) waiting?.reject(ended);
      else waiting?.resolve({ done: true, value: undefined });
    }
    this.#wake();
  }

  readonly #wake = (): void => {
    const { config, poller } = this.#parts;
    const hidden = config.pauseWhenHidden && this.#last && globalThis.document?.visibilityState === "hidden";
    this.due = this.#waiting.length > 0 && !hidden ? this.#next : Number.POSITIVE_INFINITY;
    if (!this.#ended) poller.wake();
  };

  /** The error of a watch whose time is over, or whose caller has ended it. */
  #createEndError(outcome: "not_sent" | "unknown" | "accepted"): Error {
    const late = "the execution has not ended within totalTimeout";
    return createTimeLimitError(this.name, this.#deadline, late, outcome);
  }
}
