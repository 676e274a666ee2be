import makeGlue, { type Glue } from "#glue";
import { Deadline } from "../../src/transport/deadline.js";
import { createError, WasmError } from "../core/errors.ts";
import type { PlatformOptions, ResolvedOptions } from "../core/options.ts";
import { loadError } from "./load-error.ts";
import { textCoders } from "./text-coders.ts";

/** How a platform gets the module, and what its fetch needs: one file in npm/entrypoints/ each. */
export interface Platform extends PlatformOptions {
  /** Gives the compiled module: at once where the platform compiles it ahead of time. */
  module(): WebAssembly.Module | Promise<WebAssembly.Module>;
  /**
   * Whether calls may share promises and timers. Not on edge hosts, where one request must not wait for what another
   * request has begun.
   */
  readonly canShareAcrossRequests: boolean;
}

/** A call in flight, as an instance knows it. */
interface InstanceCall {
  /** Its place among the calls of the instance. */
  place: number;
  endByTrap(): void;
}

/** One instance of the module, and the calls in flight on it. */
export class WasmInstance {
  /** What the instance has trapped with, once it has. */
  trap: { thrown: unknown } | undefined;
  readonly #exports: Glue;
  readonly #calls: InstanceCall[] = [];
  readonly #canShare: boolean;

  constructor(exports: Glue, canShareAcrossRequests: boolean) {
    this.#exports = exports;
    this.#canShare = canShareAcrossRequests;
  }

  /** What the module exports. An instance that has trapped must not be called again. */
  get exports(): Glue {
    if (this.trap) throw this.trap.thrown;
    return this.#exports;
  }

  /** Notes a call that is in flight on this instance. */
  add(call: InstanceCall): void {
    if (this.#canShare) call.place = this.#calls.push(call) - 1;
  }

  /** Lets go of a call: the last one takes its place. */
  delete(call: InstanceCall): void {
    const last = this.#calls.pop();
    if (!last || last === call) return;
    this.#calls[call.place] = last;
    last.place = call.place;
  }

  /**
   * Ends every call in flight: the module's state is worth nothing after a trap. On an edge host the calls of other requests
   * are left alone, and end at their own next event.
   */
  markTrapped(thrown: unknown): void {
    if (this.trap) return;
    this.trap = { thrown };
    this.#exports.markTrapped(thrown);
    for (const call of [...this.#calls]) call.endByTrap();
  }

  /** Asks the module something at once. Throws `WasmError` if that traps. */
  query<T>(ask: (exports: Glue) => T): T {
    try {
      return ask(this.exports);
    } catch (cause) {
      this.markTrapped(cause);
      const message = "the WebAssembly module has trapped";
      throw createError({ code: "wasm_panic", message, retryable: true, cause });
    }
  }
}

/** Loads the module at the first call, and again after it has trapped or could not be loaded. */
export class WasmRuntime {
  readonly platform: Platform;
  #module: WebAssembly.Module | undefined;
  #instance: WasmInstance | undefined;
  #loading: Promise<WasmInstance> | undefined;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  /** The instance, or the promise of one. Concurrent first calls share it where the platform allows. */
  instance(): WasmInstance | Promise<WasmInstance> {
    if (this.#instance && !this.#instance.trap) return this.#instance;
    if (this.#loading) return this.#loading;
    try {
      const module = this.#module ?? this.platform.module();
      // Not `instanceof Promise`: a test runner's realm has a Promise of its own.
      if (isPromise(module)) return this.#share(module.then((module) => this.#instantiate(module)));
      if (this.platform.canShareAcrossRequests) return this.#share(this.#instantiate(module));
      const glue = makeGlue(...textCoders());
      glue.initSync({ module });
      return this.#keep(glue, module);
    } catch (cause) {
      throw loadError(cause);
    }
  }

  /** The instance for a call, unless the call's time or its caller's signal ends the wait for it. */
  async load(
    operation: string,
    limits: Pick<ResolvedOptions, "totalTimeout" | "signal">,
  ): Promise<WasmInstance> {
    const deadline = new Deadline(limits.totalTimeout, limits.signal);
    try {
      return await deadline.race(Promise.resolve(this.instance()));
    } catch (cause) {
      if (!deadline.ended) throw cause;
      throw createTimeLimitError(operation, deadline, "not loaded within totalTimeout");
    } finally {
      deadline.close();
    }
  }

  #share(loading: Promise<WasmInstance>): Promise<WasmInstance> {
    this.#loading = loading.then(
      (instance) => {
        this.#loading = undefined;
        return instance;
      },
      (cause) => {
        // A load that failed is tried again by the next call.
        this.#loading = undefined;
        throw cause instanceof WasmError ? cause : loadError(cause);
      },
    );
    return this.#loading;
  }

  /** Browsers refuse to instantiate at once on the page's own thread. */
  async #instantiate(module: WebAssembly.Module): Promise<WasmInstance> {
    const glue = makeGlue(...textCoders());
    await glue.default({ module_or_path: module });
    return this.#keep(glue, module);
  }

  #keep(glue: Glue, module: WebAssembly.Module): WasmInstance {
    this.#module = module;
    this.#instance = new WasmInstance(glue, this.platform.canShareAcrossRequests);
    return this.#instance;
  }
}

function isPromise<T extends object>(value: T | Promise<T>): value is Promise<T> {
  return "then" in value;
}

/** The error of what the caller's signal has ended, or its time: then it is `late`. */
export function createTimeLimitError(
  operation: string,
  { ended, reason }: Deadline,
  late: string,
  outcome?: "not_sent" | "unknown" | "accepted",
): Error {
  const aborted = ended === "aborted";
  return createError({
    code: aborted ? "aborted" : "timeout",
    message: `${operation}: ${aborted ? "the caller ended the call" : late}`,
    outcome,
    operation,
    retryable: !aborted,
    cause: reason,
  });
}
