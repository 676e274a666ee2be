import makeGlue, { type Glue } from "#glue";
import type { Drive } from "./drive.ts";
import { WasmError } from "./errors.ts";
import { Utf8Decoder, Utf8Encoder } from "./utf8.ts";

/** How a platform gets the module, and what its fetch needs. The entries of the package differ in nothing else. */
export interface Platform {
  /** Gives the compiled module: at once where the platform compiles ahead of time. */
  module(): WebAssembly.Module | Promise<WebAssembly.Module>;
  /**
   * Whether calls may share promises and timers. Not on edge hosts, where one request must not wait on what another
   * request has begun.
   */
  shared: boolean;
  /** Added to the init of each fetch. */
  init: Record<string, unknown>;
}

/** One instance of the module, and the calls in flight on it. */
export class Instance {
  readonly glue: Glue;
  readonly #drives = new Set<Drive>();
  readonly #shared: boolean;
  /** What the instance died of. */
  trap: unknown;
  dead = false;

  constructor(glue: Glue, shared: boolean) {
    this.glue = glue;
    this.#shared = shared;
  }

  enter(drive: Drive): void {
    if (this.#shared) this.#drives.add(drive);
  }

  leave(drive: Drive): void {
    this.#drives.delete(drive);
  }

  /** Ends every call in flight. Those of other requests of an edge host find out at their next step. */
  die(trap: unknown): void {
    if (this.dead) return;
    this.dead = true;
    this.trap = trap;
    for (const drive of this.#drives) drive.abandon();
  }
}

/** Loads the module at the first call, and again after it has trapped or could not be loaded. */
export class Engine {
  readonly platform: Platform;
  #module: WebAssembly.Module | undefined;
  #instance: Instance | undefined;
  #loading: Promise<Instance> | undefined;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  /** The living instance, or the promise of one. Concurrent first calls share it where the platform allows. */
  instance(): Instance | Promise<Instance> {
    if (this.#instance && !this.#instance.dead) return this.#instance;
    if (this.#loading) return this.#loading;
    try {
      const module = this.#module ?? this.platform.module();
      // Not `instanceof Promise`: a test runner's realm has a Promise of its own.
      if (isPromise(module)) return this.#share(module.then((module) => this.#beginLater(module)));
      return this.platform.shared ? this.#share(this.#beginLater(module)) : this.#begin(module);
    } catch (cause) {
      throw loadError(cause);
    }
  }

  #share(loading: Promise<Instance>): Promise<Instance> {
    this.#loading = loading.then(
      (instance) => {
        this.#loading = undefined;
        return instance;
      },
      (cause) => {
        // A load that failed is tried again by the next call.
        this.#loading = undefined;
        throw loadError(cause);
      },
    );
    return this.#loading;
  }

  #begin(module: WebAssembly.Module): Instance {
    const glue = freshGlue();
    glue.initSync({ module });
    return this.#begun(module, glue);
  }

  /** Browsers refuse to make an instance at once on the page's own thread. */
  async #beginLater(module: WebAssembly.Module): Promise<Instance> {
    const glue = freshGlue();
    await glue.default({ module_or_path: module });
    return this.#begun(module, glue);
  }

  #begun(module: WebAssembly.Module, glue: Glue): Instance {
    this.#module = module;
    this.#instance = new Instance(glue, this.platform.shared);
    return this.#instance;
  }
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof (value as { then?: unknown }).then === "function";
}

function freshGlue(): Glue {
  return makeGlue(globalThis.TextDecoder ?? Utf8Decoder, globalThis.TextEncoder ?? Utf8Encoder);
}

/** Whether WebAssembly itself is forbidden, in the engines' words. A TypeError is of a policy that forbids a fetch. */
export function refusedByPolicy(error: unknown): boolean {
  return /^(?!TypeError).*(content security policy|unsafe-eval|code generation|\bCSP\b)/i.test(String(error));
}

function loadError(cause: unknown): WasmError {
  const words = cause instanceof Error ? cause.message : String(cause);
  const csp = refusedByPolicy(cause)
    ? ". WebAssembly is forbidden here: if by the page's Content-Security-Policy, add 'wasm-unsafe-eval' to its script-src"
    : "";
  return new WasmError({
    code: "wasm_load",
    message: `the WebAssembly module cannot be loaded: ${words}${csp}`,
    cause,
    retryable: true,
  });
}
