import type { WithResponse } from "../core/api-promise.ts";
import { now } from "../core/clock.ts";
import type { Execution } from "../generated/types.ts";
import type { WasmInstance, WasmRuntime } from "../wasm/runtime.ts";

/** What a poll came to: an execution in its response, or what went wrong. */
export type PollResult = WithResponse<Execution> | { error: unknown };

/** One that follows the execution of a poller. */
export interface Subscriber {
  /** When it wants the next poll; `Infinity` while it wants none. */
  due: number;
  /** Takes the result of a poll, which another one may have been due for. */
  onPollResult(result: PollResult, instance: WasmInstance): void;
  /** Takes an error that ends it, which is that of the package itself. */
  end(ended: { error: unknown; isOwn: true }): void;
}

/** Polls one execution for all that follow it: one request in flight, one timer, none where nobody wants a poll. */
export class Poller {
  readonly #runtime: WasmRuntime;
  readonly #get: (signal: AbortSignal) => Promise<WithResponse<Execution>>;
  readonly #left: () => void;
  readonly #subscribers = new Set<Subscriber>();
  #timer: unknown;
  /** Whether it polls: until all have taken the result. */
  #polling = false;
  /** Ends the request that is in flight. */
  #flight: AbortController | undefined;

  /** @param left Called when the last one has left. */
  constructor(
    runtime: WasmRuntime,
    get: (signal: AbortSignal) => Promise<WithResponse<Execution>>,
    left: () => void = () => undefined,
  ) {
    this.#runtime = runtime;
    this.#get = get;
    this.#left = left;
  }

  join(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
  }

  /** Lets go of a subscriber. With the last one, a request in flight is ended. */
  leave(subscriber: Subscriber): void {
    if (!this.#subscribers.delete(subscriber)) return;
    if (this.#subscribers.size === 0) {
      this.#flight?.abort();
      this.#left();
    }
    this.wake();
  }

  /** Polls when the first of its subscribers is due, which may be now. */
  wake(): void {
    clearTimeout(this.#timer as Parameters<typeof clearTimeout>[0]);
    if (this.#polling) return;
    let first = Number.POSITIVE_INFINITY;
    for (const { due } of this.#subscribers) first = Math.min(first, due);
    const wait = first - now();
    if (wait <= 0) void this.#poll();
    else if (wait < Number.POSITIVE_INFINITY) {
      // A timer that is too long would fire at once.
      this.#timer = setTimeout(() => this.wake(), Math.min(Math.ceil(wait), 1e9));
    }
  }

  async #poll(): Promise<void> {
    this.#polling = true;
    this.#flight = new AbortController();
    const { signal } = this.#flight;
    let result: PollResult;
    try {
      result = await this.#get(signal);
    } catch (error) {
      result = { error };
    }
    this.#flight = undefined;
    for (const subscriber of [...this.#subscribers]) {
      try {
        await this.#give(subscriber, result);
      } catch (trapped) {
        // To a subscriber at whose result the module traps, the poll has failed: the next instance says when to poll again.
        await this.#give(subscriber, { error: trapped }).catch((error) =>
          subscriber.end({ error, isOwn: true }),
        );
      }
    }
    this.#polling = false;
    this.wake();
  }

  async #give(subscriber: Subscriber, result: PollResult): Promise<void> {
    const instance = await this.#runtime.instance();
    if (this.#subscribers.has(subscriber)) instance.query(() => subscriber.onPollResult(result, instance));
  }
}
