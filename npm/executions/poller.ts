import type { Reply } from "./drive.ts";
import type { Engine, Instance } from "./engine.ts";
import type { Execution } from "./generated/types.ts";
import { errorOf, now } from "./shared.ts";

/** What a look came to: an execution in its reply, or what went wrong. */
export type Looked = Reply<Execution> | { error: unknown };

/** One that follows the execution of a poller. */
export interface Follower {
  /** When it wants the next look; `Infinity` while it wants none. */
  due: number;
  /** Takes a look, which another one may have been due for. */
  took(looked: Looked, instance: Instance): void;
  /** Takes an error that ends it. */
  end(ended: { error?: unknown }): void;
}

/** Looks at one execution for all that follow it: one request in flight, one timer, none where nobody wants a look. */
export class Poller {
  readonly #engine: Engine;
  readonly #get: (signal: AbortSignal) => Promise<Reply<Execution>>;
  readonly #left: () => void;
  readonly #followers = new Set<Follower>();
  #timer: unknown;
  /** Whether it looks: until all have taken what it has seen. */
  #looking = false;
  /** Ends the request that is in flight. */
  #flight: AbortController | undefined;

  /** @param left Called when the last one has left. */
  constructor(
    engine: Engine,
    get: (signal: AbortSignal) => Promise<Reply<Execution>>,
    left: () => void = () => undefined,
  ) {
    this.#engine = engine;
    this.#get = get;
    this.#left = left;
  }

  join(follower: Follower): void {
    this.#followers.add(follower);
  }

  /** Lets go of a follower. With the last one, a request in flight is ended. */
  leave(follower: Follower): void {
    if (!this.#followers.delete(follower)) return;
    if (this.#followers.size === 0) {
      this.#flight?.abort();
      this.#left();
    }
    this.wake();
  }

  /** Looks when the first of its followers is due, which may be now. */
  wake(): void {
    clearTimeout(this.#timer as Parameters<typeof clearTimeout>[0]);
    if (this.#looking) return;
    let first = Number.POSITIVE_INFINITY;
    for (const { due } of this.#followers) first = Math.min(first, due);
    const wait = first - now();
    if (wait <= 0) void this.#look();
    else if (wait < Number.POSITIVE_INFINITY) {
      // A timer that is too long would fire at once.
      this.#timer = setTimeout(() => this.wake(), Math.min(Math.ceil(wait), 1e9));
    }
  }

  async #look(): Promise<void> {
    this.#looking = true;
    this.#flight = new AbortController();
    const { signal } = this.#flight;
    let looked: Looked;
    try {
      looked = await this.#get(signal);
    } catch (error) {
      looked = { error };
    }
    this.#flight = undefined;
    try {
      const instance = await this.#engine.instance();
      try {
        for (const follower of [...this.#followers]) follower.took(looked, instance);
      } catch (trap) {
        instance.die(trap);
        throw errorOf({
          code: "wasm_panic",
          message: "the WebAssembly module has trapped",
          cause: trap,
        });
      }
    } catch (error) {
      // Without the module nobody knows when to look again.
      for (const follower of [...this.#followers]) follower.end({ error });
    }
    this.#looking = false;
    this.wake();
  }
}
