import type { Caller } from "#glue";
import { Attempt, CONNECTION, type Ending, TIMED_OUT, UNREACHABLE } from "./attempt.ts";
import type { Engine, Instance } from "./engine.ts";
import { ConfigurationError, errorOf, type FieldError, WasmError, type WexaError } from "./errors.ts";
import { headerOf, initOf, isRedirect, partOf, readText, statusOf } from "./exchange.ts";
import { CODES, OUTCOMES } from "./generated/codes.ts";
import { untilLoaded } from "./loading.ts";
import { checkKey, LEVELS, type LogLevel, type Settings } from "./options.ts";
import { redact, redactThrown } from "./redact.ts";
import { METHODS, type Method } from "./request.ts";

// What a step of a call asks for: the numbers of `Step` in src/bindings.rs.
const ATTEMPT = 0;
const READ = 1;
const SLEEP = 2;
const DONE = 3;
const FAILED = 4;
/** The reply is waited for. */
const REPLY = 5;
/** Before an attempt: the key is asked for. */
const ASKING = 6;

// What a call is told: the numbers of `Call::happened` there.
const SENT = 0;
const REPLIED = 1;
const REDIRECTED = 2;
const NO_RESPONSE = 3;
const HAS_READ = 4;
const INTERRUPTED = 5;
const SLEPT = 6;
const KEYLESS = 7;

/** The place of the body among the values that the module looks at: src/bindings/look.rs. */
const BODY = 8;

/** What a caller gave for a call. */
export interface Arguments {
  /** The operation's number in the generated tables. */
  operation: number;
  /** The operation's name: `executions.create`. */
  name: string;
  /** The path of a request that is no operation, checked. */
  path?: string;
  ids: readonly unknown[];
  body?: unknown;
  query?: unknown;
}

/** What a call gives: the server's own object, and the reply that it came in. */
export interface Reply<T> {
  data: T;
  response: Response;
}

/** Is told of each request, just before it is handed to fetch. */
export type Sending = (url: string, init: RequestInit) => void;

/** Fields that differ from the documents and have been told, by the logger they were told to. */
const told = /* @__PURE__ */ new WeakMap<object, Set<string>>();

/**
 * The life of one call outside of the module: it waits for what the module asks for, and tells it what came.
 *
 * Every decision (what is sent, whether again, what became of it) is the module's: src/call.rs.
 */
export class Drive implements Caller {
  readonly #engine: Engine;
  readonly #settings: Settings;
  readonly #name: string;
  readonly #operation: number;
  readonly #began = now();
  #instance!: Instance;
  #id = 0;
  #attempt: Attempt | undefined;
  #key: string | null = null;
  #sent = 0;
  #sentAt = 0;
  #failure: WexaError | undefined;
  #resolve: (reply: Reply<unknown>) => void = nothing;
  #reject: (error: unknown) => void = nothing;
  readonly #sending: Sending | undefined;
  /** Whether the reply has been read to its end. */
  #whole = false;
  /** The step that asked for what is waited for, and that: the reply, or its body. */
  #asked = DONE;
  #waitedFor: unknown;
  #thrown: unknown;

  /** The places are those of src/bindings/look.rs. */
  readonly values: unknown[];
  readonly fields: FieldError[] = [];
  /** Its place in `METHODS`. */
  method = 0;
  url: string;
  body: string | undefined;
  response: Response | undefined;
  reply: unknown;
  data: unknown;
  ms = 0;

  constructor(engine: Engine, settings: Settings, given: Arguments, sending?: Sending) {
    const { projectID, executedBy, baseUrl } = settings;
    this.#engine = engine;
    this.#settings = settings;
    this.url = baseUrl + (given.path ?? "");
    this.#name = given.name;
    this.#operation = given.operation;
    this.#sending = sending;
    this.values = [projectID, executedBy, {}, given.ids, 0, given.query, 0, 0, given.body];
  }

  differs(path: string, words: string): void {
    if (!this.#tells("warn")) return;
    const { logger } = this.#settings;
    const field = `${this.#name} ${path.replace(/\[\d+\]/g, "[]")}`;
    const fields = told.get(logger) ?? new Set();
    if (fields.has(field)) return;
    told.set(logger, fields.add(field));
    this.#log("warn", `the reply differs from the documents at ${path}: ${words}`);
  }

  header(name: string): string | undefined {
    return headerOf(this.response, name);
  }

  fail(
    code: number,
    outcome: number,
    retryable: boolean,
    status: number,
    attempts: number,
    retryAfter: number,
    message: string,
  ): void {
    const word = CODES[code] ?? "connection";
    const cause = this.#thrown;
    // Any other cause is the caller's own.
    if (word === "connection") redactThrown(cause, this.#key);
    this.#failure = errorOf({
      code: word,
      message: redact(`${this.#name}: ${message}`, this.#key),
      outcome: OUTCOMES[outcome],
      retryable,
      status: status || undefined,
      requestId: redact(status ? requestIdOf(this.response) : undefined, this.#key),
      operation: this.#name,
      attempts,
      retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter,
      fields: redact(this.fields, this.#key),
      body: redact(this.reply, this.#key),
      cause,
    });
  }

  /** Whether the logger is told of this. */
  #tells(level: Exclude<LogLevel, "off">): boolean {
    return this.#settings.logLevel >= LEVELS.indexOf(level);
  }

  /** Tells the logger. What a logger throws must not end a call that was paid for. */
  #log(level: Exclude<LogLevel, "off">, text: string): void {
    if (!this.#tells(level)) return;
    try {
      this.#settings.logger[level](redact(`wexa-executeflow: ${this.#name}: ${text}`, this.#key));
    } catch {
      // It has had its chance.
    }
  }

  /** Tells how an attempt ended, and what follows from it. */
  #logAttempt(step: number): void {
    // The line is not put together for nobody: this is on the way of every call.
    if (!this.#tells("info")) return;
    const took = Math.round(now() - this.#sentAt);
    const status = partOf(this.response, (reply) => reply.status, "number") ?? "no reply";
    const id = requestIdOf(this.response);
    const text = `attempt ${this.#sent}: ${status} in ${took} ms${id ? ` (request ${id})` : ""}`;
    if (step === SLEEP) this.#log("info", `${text}; again in ${Math.round(this.ms)} ms`);
    else if (step === DONE) this.#log("debug", text);
    else if (this.#failure) {
      const { code, outcome, retryable } = this.#failure;
      const why = retryable ? "no retries are left" : "repeating it is not safe or not of use";
      this.#log("info", `${text}; not repeated: ${code}, outcome ${outcome}, ${why}`);
    }
  }

  /** Gives the call up: its instance is dead. */
  abandon(): void {
    this.#attempt?.end(CONNECTION, undefined);
  }

  /**
   * Makes the call. Nothing here is an async function: each of their waits costs a promise, on the way of every call.
   */
  run<T>(resolve: (reply: Reply<T>) => void, reject: (error: unknown) => void): void {
    this.#resolve = resolve as (reply: Reply<unknown>) => void;
    this.#reject = reject;
    if (typeof this.#fetch !== "function") {
      throw new ConfigurationError({
        code: "configuration",
        message: "this platform has no fetch: give one as the option fetch",
      });
    }
    // Without a wait where the module is there: the request is read now, and may be changed after the call.
    const loaded = this.#engine.instance();
    if ("then" in loaded) {
      untilLoaded(loaded, this.#name, this.#settings, (instance) => this.#begin(instance), reject);
    } else this.#begin(loaded);
  }

  #begin(instance: Instance): void {
    this.#instance = instance;
    this.#id = instance.enter(this);
    this.#go();
  }

  /**
   * Takes a step of the module, the first or the one that follows from what was waited for, and does what each asks
   * for, until there is something to wait for.
   */
  readonly #go = (ending?: Ending): void => {
    const instance = this.#instance;
    let step: number;
    try {
      if (instance.dead) throw instance.trap;
      step = ending
        ? this.#take(ending)
        : instance.begin(this, this.#id, this.#operation, this.#settings, this.#began);
      while (step === ATTEMPT) {
        const { ended } = this.#start();
        const { apiKey } = this.#settings;
        if (ended) step = this.#interrupted(ended);
        else if (typeof apiKey === "function") step = ASKING;
        else step = this.#send(apiKey);
      }
      if (step === DONE || step === FAILED) this.#close();
    } catch (error) {
      // Nothing throws here but the module, whose state is then worth nothing.
      instance.die(error);
      this.#close();
      this.#reject(this.#trapped());
      return;
    }
    if (step === DONE) this.#resolve({ data: this.data, response: this.response as Response });
    else if (step === FAILED) this.#reject(this.#failure);
    else this.#wait(step);
  };

  #wait(step: number): void {
    this.#asked = step;
    let promise: unknown = this.#waitedFor ?? null;
    if (step === ASKING) promise = this.#askForKey();
    if (step === SLEEP) {
      this.reply = promise = undefined;
      this.#start();
    }
    this.#attempt?.wait(promise, this.#go);
  }

  /** Tells the module what came of what was waited for. */
  #take(ending: Ending): number {
    const { why, value, thrown } = ending;
    switch (this.#asked) {
      case SLEEP:
        // Sleeping is an attempt of nothing, whose time being up is its success.
        return why === TIMED_OUT ? this.#tell(SLEPT) : this.#interrupted(ending);
      case ASKING:
        if (why === undefined) return this.#send(value as string | null);
        return why >= TIMED_OUT ? this.#interrupted(ending) : this.#tell(KEYLESS, 0, thrown);
    }
    let step: number;
    if (why !== undefined) step = this.#interrupted(ending);
    else if (this.#asked === REPLY) {
      step = this.#replied(value);
      if (step === READ) return this.#read();
    } else {
      this.values[BODY] = value;
      this.#whole = typeof value === "string";
      if (this.#whole) this.reply = value;
      step = this.#tell(HAS_READ);
    }
    this.#logAttempt(step);
    return step;
  }

  /** Tells the module what has happened, and gives what is to follow. */
  #tell(event: number, what = 0, thrown?: unknown): number {
    this.#thrown = thrown;
    // The time matters only to what may be followed by another attempt; to ask for it is not cheap in a page.
    const at = event < NO_RESPONSE ? 0 : now();
    return this.#instance.step(this, this.#id, event, at, what);
  }

  /** Tells the module that an attempt has ended without a whole reply. */
  #interrupted({ why = CONNECTION, thrown }: Ending): number {
    this.values[BODY] = thrown;
    const unreachable = why === CONNECTION && this.#engine.platform.notSent?.(thrown);
    return this.#tell(INTERRUPTED, unreachable ? UNREACHABLE : why, thrown);
  }

  /** Hands the request to the caller's fetch, or the platform's, without a `this`. From here on it may arrive. */
  #send(key: string | null): number {
    this.#key = key;
    this.#tell(SENT);
    const fetch = this.#fetch;
    const { headers, fetchOptions } = this.#settings;
    const method = METHODS[this.method] as Method;
    const init = initOf(method, this.body, key, headers, fetchOptions, this.#attempt?.signal);
    const { init: more } = this.#engine.platform;
    for (const name in more) if (!(name in init)) Object.assign(init, { [name]: more[name] });
    this.#sending?.(this.url, init);
    this.#sent++;
    if (this.#tells("info")) this.#sentAt = now();
    this.response = undefined;
    this.#whole = false;
    try {
      this.#waitedFor = fetch(this.url, init);
    } catch (thrown) {
      // As good as a rejection.
      return this.#interrupted({ thrown });
    }
    return REPLY;
  }

  /** Tells the module of a reply. */
  #replied(value: unknown): number {
    const status = statusOf(value);
    if (status === undefined) return this.#tell(NO_RESPONSE);
    this.response = value as Response;
    return this.#tell(status === 0 && isRedirect(this.response) ? REDIRECTED : REPLIED, status);
  }

  /** Begins to read the reply's body. */
  #read(): number {
    const { maxResponseBytes } = this.#settings;
    try {
      this.#waitedFor = readText(this.response as Response, maxResponseBytes, this.#engine.coders);
    } catch (thrown) {
      return this.#interrupted({ thrown });
    }
    return READ;
  }

  /** Begins an attempt, or a sleep, of the time that the module gave. */
  #start(): Attempt {
    this.#attempt?.close();
    this.#attempt = new Attempt(this.ms, this.#settings.signal);
    return this.#attempt;
  }

  /** Lets go of everything, as the call has ended. */
  #close(): void {
    const instance = this.#instance;
    instance.leave(this.#id);
    this.#attempt?.close();
    // What is still under way, such as the body of a redirect, is given up. To abort what has ended is not cheap.
    if (!this.#whole && (instance.dead || this.#failure)) this.#attempt?.end(CONNECTION, this.#failure);
  }

  get #fetch(): typeof globalThis.fetch {
    return this.#settings.fetch ?? globalThis.fetch;
  }

  /** Gets the key for this attempt. One that cannot be used ends the call before anything is sent. */
  #askForKey(): Promise<unknown> {
    const { apiKey } = this.#settings;
    return new Promise((resolve) => resolve((apiKey as () => unknown)())).then((key) => {
      if (key !== null) checkKey(key);
      return key;
    });
  }

  #trapped(): WasmError {
    return new WasmError({
      code: "wasm_panic",
      message: `${this.#name}: the WebAssembly module has trapped; the next call starts with a new one`,
      outcome: this.#sent > 0 ? "unknown" : "not_sent",
      operation: this.#name,
      attempts: this.#sent,
      cause: this.#instance.trap,
    });
  }
}

function nothing(): void {}

/** Milliseconds on a clock that is not set back, where there is one. */
export function now(): number {
  return globalThis.performance ? performance.now() : Date.now();
}

/** The server's id of a request. A page sees it only if the server exposes it. */
export function requestIdOf(response: Response | undefined): string | undefined {
  return headerOf(response, "x-request-id");
}
