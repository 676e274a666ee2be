import makeGlue, { type Exports, type Glue, type Seen } from "#glue";
import type { Drive } from "./drive.ts";
import { WasmError } from "./errors.ts";
import { type Decoders, headerOf } from "./exchange.ts";
import type { More } from "./loading.ts";
import type { LongBodies } from "./long-bodies.ts";
import type { Settings } from "./options.ts";
import { type Rest, Timeouts } from "./timeouts.ts";

/** How a platform gets the module, and what its fetch needs. The entries of the package differ in nothing else. */
export interface Platform {
  /** Gives the compiled module: at once where the platform compiles ahead of time. */
  module(): WebAssembly.Module | Promise<WebAssembly.Module>;
  /** Gives what no single call needs: at once where it is part of the entry. */
  more(): More | Promise<More>;
  /**
   * Whether calls may share promises and timers. Not on edge hosts, where one request must not wait on what another
   * request has begun.
   */
  shared: boolean;
  /**
   * Up to how many bytes, about, the platform itself reads a reply as text. Where a caller's limit is no lower, the bytes
   * are not counted: reads of a stream are dear in workerd, two of them as dear as all else of a call.
   */
  reads?: number;
  /** How long bodies are read where there is a faster way than to be given pieces. */
  long?: LongBodies;
  /** Where a timer with nothing to do may stay. */
  rest?: Rest;
  /** Whether a rejection of fetch says that the connection was certainly never made. Browsers do not tell. */
  notSent?(thrown: unknown): boolean;
  /** Added to the init of each fetch. */
  init: Record<string, unknown>;
  /** What stands in for the platform's own TextDecoder and TextEncoder where it has none. */
  coders?: Coders | undefined;
}

/** What turns bytes into text, and text into bytes. */
interface Coders {
  TextDecoder: new (label?: string, options?: { ignoreBOM?: boolean }) => Pick<TextDecoder, "decode">;
  TextEncoder: new () => { encode(text?: string): Uint8Array };
}

/** One instance of the module, and the calls in flight on it. */
export class Instance {
  readonly #glue: Glue;
  readonly #exports: Exports;
  /** Those of this instance, by their numbers. */
  readonly #drives: Array<Drive | undefined> = [];
  readonly #shared: boolean;
  /** The numbers of calls that have ended, and the next one that no call has had. */
  readonly #free: number[] = [];
  #next = 0;
  /** What the instance died of. */
  trap: unknown;
  dead = false;

  constructor(glue: Glue, instance: WebAssembly.Instance, shared: boolean) {
    this.#glue = glue;
    this.#exports = glue.use(instance);
    this.#shared = shared;
  }

  /** Takes a call, and gives the number that the module is to know it by. */
  enter(drive: Drive): number {
    const id = this.#free.pop() ?? this.#next++;
    if (this.#shared) this.#drives[id] = drive;
    return id;
  }

  leave(id: number): void {
    this.#drives[id] = undefined;
    this.#free.push(id);
  }

  /** Begins a call. What the module reads of its caller's may begin another call meanwhile. */
  begin(caller: Seen, id: number, operation: number, settings: Settings, now: number): number {
    const { validate, timeout, totalTimeout, maxRetries, initialDelay, maxDelay, maxRetryAfter } = settings;
    const before = this.#glue.enter(caller);
    try {
      return this.#exports.begin(
        id,
        operation,
        validate,
        now,
        timeout,
        totalTimeout,
        maxRetries,
        initialDelay,
        maxDelay,
        maxRetryAfter,
      );
    } finally {
      this.#glue.enter(before);
    }
  }

  /** Tells a call what has happened. */
  step(caller: Seen, id: number, event: number, now: number, what: number): number {
    const before = this.#glue.enter(caller);
    try {
      return this.#exports.step(id, event, now, Math.random(), what);
    } finally {
      this.#glue.enter(before);
    }
  }

  /** Asks the module something that is no step of a call, and lets it see values and the headers of a reply. */
  ask(values: unknown[], reply: Response | undefined, question: (exports: Exports) => number): number {
    const before = this.#glue.enter({ values, header: (name) => headerOf(reply, name) });
    try {
      return question(this.#exports);
    } finally {
      this.#glue.enter(before);
    }
  }

  /** Ends every call in flight. Those of other requests of an edge host find out at their next step. */
  die(trap: unknown): void {
    if (this.dead) return;
    this.dead = true;
    this.trap = trap;
    for (const drive of this.#drives) drive?.abandon();
  }
}

/** Loads the module at the first call, and again after it has trapped or could not be loaded. */
export class Engine {
  readonly platform: Platform;
  #module: WebAssembly.Module | undefined;
  #instance: Instance | undefined;
  #loading: Promise<Instance> | undefined;
  #decoders: Decoders | undefined;
  #timeouts: Timeouts | undefined;

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

  /** The platform's own coders, looked up where they are needed, or what stands in for them. */
  get #coders(): Coders {
    return globalThis.TextDecoder ? globalThis : (this.platform.coders as Coders);
  }

  /** What makes text of replies. To make a decoder is not cheap in a page. */
  get decoders(): Decoders {
    if (!this.#decoders) {
      const { TextDecoder } = this.#coders;
      this.#decoders = { whole: new TextDecoder(), streaming: () => new TextDecoder() };
    }
    return this.#decoders;
  }

  /** The timeouts of the calls, where those may share a timer. */
  get timeouts(): Timeouts | undefined {
    const { shared, rest } = this.platform;
    if (shared) this.#timeouts ??= new Timeouts(rest);
    return this.#timeouts;
  }

  #begin(module: WebAssembly.Module): Instance {
    const glue = this.#glue();
    return this.#begun(module, glue, new WebAssembly.Instance(module, glue.imports));
  }

  /** Browsers refuse to make an instance at once on the page's own thread. */
  async #beginLater(module: WebAssembly.Module): Promise<Instance> {
    const glue = this.#glue();
    return this.#begun(module, glue, await WebAssembly.instantiate(module, glue.imports));
  }

  #glue(): Glue {
    const { TextDecoder, TextEncoder } = this.#coders;
    return makeGlue(TextDecoder, TextEncoder);
  }

  #begun(module: WebAssembly.Module, glue: Glue, instance: WebAssembly.Instance): Instance {
    this.#module = module;
    this.#instance = new Instance(glue, instance, this.platform.shared);
    return this.#instance;
  }
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof (value as { then?: unknown }).then === "function";
}

/** Whether WebAssembly itself is forbidden, in the engines' words. A TypeError is of a policy that forbids a fetch. */
export function refusedByPolicy(error: unknown): boolean {
  return /^(?!TypeError).*(content security policy|unsafe-eval|code generation|\bCSP\b)/i.test(String(error));
}

function loadError(cause: unknown): WasmError {
  const words = cause instanceof Error ? cause.message : String(cause);
  const csp = refusedByPolicy(cause)
    ? ". If the page's Content-Security-Policy forbids it, add 'wasm-unsafe-eval' to its script-src"
    : "";
  return new WasmError({
    code: "wasm_load",
    message: `the WebAssembly module cannot be loaded: ${words}${csp}`,
    cause,
    retryable: true,
  });
}
