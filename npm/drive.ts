import type { Call } from "#glue";
import { ABORTED, Attempt, CONNECTION, type Ending, TIMED_OUT } from "./attempt.ts";
import type { Engine, Instance } from "./engine.ts";
import { ConfigurationError, errorOf, type FieldError, WasmError, type WexaError } from "./errors.ts";
import { CODES, OUTCOMES } from "./generated/codes.ts";
import { checkKey, LEVELS, type LogLevel, type Settings } from "./options.ts";
import { redact, redactThrown } from "./redact.ts";

/** What a step of a call asks for: the numbers of `Step` in src/bindings.rs. */
const ATTEMPT = 0;
// 1: the reply is waited for.
const BODY = 2;
const SLEEP = 3;
const DONE = 4;
const FAILED = 5;
/** Before an attempt: the key is asked for. */
const ASKING = 6;

/** What a caller gave for a call. */
export interface Arguments {
  /** The operation's number in the generated tables. */
  operation: number;
  /** The operation's name: `executions.create`. */
  name: string;
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
export class Drive {
  readonly #engine: Engine;
  readonly #settings: Settings;
  readonly #name: string;
  readonly #began = now();
  #attempt: Attempt | undefined;
  #key: string | null = null;
  #response: Response | undefined;
  #sent = 0;
  #sentAt = 0;
  /** What the module gave with its last step. */
  #given: { value: unknown; ms: number } = { value: undefined, ms: 0 };
  #failure: WexaError | undefined;
  readonly #fields: FieldError[] = [];
  #instance: Instance | undefined;
  #call: Call | undefined;
  #resolve: (reply: Reply<unknown>) => void = nothing;
  #reject: (error: unknown) => void = nothing;
  readonly #sending: Sending | undefined;

  constructor(engine: Engine, settings: Settings, { name }: Arguments, sending?: Sending) {
    this.#engine = engine;
    this.#settings = settings;
    this.#name = name;
    this.#sending = sending;
  }

  // What the module uses when it sends and reads: `fetch_now` and `read_text` in src/bindings/imports.js.

  /** Calls the caller's fetch, or the platform's, without a `this`. From here on the request may arrive. */
  fetch(url: string, init: RequestInit): unknown {
    const fetch = this.#fetch;
    this.#sending?.(url, init);
    this.#sent++;
    this.#sentAt = now();
    this.#response = undefined;
    return fetch(url, init);
  }
  get headers(): Record<string, string | null> {
    return this.#settings.headers;
  }
  get maxResponseBytes(): number {
    return this.#settings.maxResponseBytes;
  }
  get init(): Record<string, unknown> {
    return { ...this.#engine.platform.init, ...this.#settings.fetchOptions };
  }
  get signal(): AbortSignal | undefined {
    return this.#attempt?.signal;
  }

  // What the module calls: `Caller` in src/bindings/imports.rs.

  give(value: unknown, ms: number): void {
    this.#given = { value, ms };
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

  wrong(path: string, message: string): void {
    this.#fields.push({ path, message });
  }

  fail(
    code: number,
    outcome: number,
    retryable: boolean,
    message: string,
    status: number,
    attempts: number,
    retryAfter: number | undefined,
    body: unknown,
    cause: unknown,
  ): void {
    const word = CODES[code] ?? "connection";
    // Any other cause is the caller's own.
    if (word === "connection") redactThrown(cause, this.#key);
    this.#failure = errorOf({
      code: word,
      message: redact(`${this.#name}: ${message}`, this.#key),
      outcome: OUTCOMES[outcome],
      retryable,
      status: status || undefined,
      requestId: redact(status ? requestIdOf(this.#response) : undefined, this.#key),
      operation: this.#name,
      attempts,
      retryAfter,
      fields: redact(this.#fields, this.#key),
      body: redact(body, this.#key),
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
    if (this.#sent === 0 || ![DONE, SLEEP, FAILED].includes(step)) return;
    const took = Math.round(now() - this.#sentAt);
    const status = read(this.#response, (reply) => reply.status, "number") ?? "no reply";
    const id = requestIdOf(this.#response);
    const text = `attempt ${this.#sent}: ${status} in ${took} ms${id ? ` (request ${id})` : ""}`;
    if (step === SLEEP) this.#log("info", `${text}; again in ${Math.round(this.#given.ms)} ms`);
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
  run<T>(given: Arguments, resolve: (reply: Reply<T>) => void, reject: (error: unknown) => void): void {
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
    if ("then" in loaded) this.#load(loaded, given);
    else this.#begin(loaded, given);
  }

  #begin(instance: Instance, { operation, ids, body, query }: Arguments): void {
    const { timeout, totalTimeout, maxRetries, initialDelay, maxDelay, maxRetryAfter } = this.#settings;
    const { validate, baseUrl, projectID, executedBy } = this.#settings;
    this.#instance = instance;
    instance.enter(this);
    this.#go(() => {
      this.#call = new instance.glue.Call(
        this,
        operation,
        validate,
        this.#began,
        timeout,
        totalTimeout,
        maxRetries,
        initialDelay,
        maxDelay,
        maxRetryAfter,
      );
      return this.#call.prepare(now(), baseUrl, ids as unknown[], body, query, projectID, executedBy);
    });
  }

  /** Takes a step of the module, and does what each asks for, until there is something to wait for. */
  #go(first: (call: Call) => number): void {
    const instance = this.#instance as Instance;
    let step: number;
    try {
      if (instance.dead) throw instance.trap;
      step = first(this.#call as Call);
      while (step === ATTEMPT) {
        const { ended } = this.#start();
        const { apiKey } = this.#settings;
        if (ended) step = (this.#call as Call).interrupted(now(), ended.why as number, ended.thrown);
        else if (typeof apiKey === "function") step = ASKING;
        else step = this.#send(this.#call as Call, apiKey);
      }
      if (step === DONE || step === FAILED) this.#close();
    } catch (error) {
      // Nothing throws here but the module, whose state is then worth nothing.
      instance.die(error);
      this.#close();
      this.#reject(this.#trapped(instance));
      return;
    }
    if (step === DONE) this.#resolve({ data: this.#given.value, response: this.#response as Response });
    else if (step === FAILED) this.#reject(this.#failure);
    else this.#wait(step);
  }

  #wait(step: number): void {
    if (step === ASKING) this.#askForKey();
    else if (step === SLEEP) {
      // Sleeping is an attempt of nothing, whose time being up is its success.
      this.#start().wait(undefined, ({ why, thrown }) =>
        this.#go((call) =>
          why === TIMED_OUT ? call.slept(now()) : call.interrupted(now(), why as number, thrown),
        ),
      );
    } else {
      // A fetch of the caller's own that gives nothing has given something that is no Response.
      this.#attempt?.wait(this.#given.value ?? null, (ending) =>
        this.#go((call) => this.#take(step, call, ending)),
      );
    }
  }

  #send(call: Call, key: string | null): number {
    this.#key = key;
    return call.send(now(), key);
  }

  /** Tells the module of a reply or of a body. */
  #take(asked: number, call: Call, { why, value, thrown }: Ending): number {
    let step: number;
    if (why !== undefined) step = call.interrupted(now(), why, thrown);
    else if (asked === BODY) step = call.read(now(), value);
    else {
      this.#response = value as Response;
      step = call.replied(now(), value);
    }
    this.#logAttempt(step);
    return step;
  }

  /** Begins an attempt, or a sleep, of the time that the module gave. */
  #start(): Attempt {
    this.#attempt?.close();
    this.#attempt = new Attempt(this.#given.ms, this.#settings.signal);
    return this.#attempt;
  }

  /** Lets go of everything, as the call has ended. */
  #close(): void {
    const instance = this.#instance as Instance;
    instance.leave(this);
    this.#attempt?.close();
    // What is still under way, such as the body of a redirect, is given up; what has ended takes no notice.
    if (instance.dead || this.#failure) this.#attempt?.end(CONNECTION, undefined);
    if (!instance.dead) this.#call?.free();
  }

  get #fetch(): typeof globalThis.fetch {
    return this.#settings.fetch ?? globalThis.fetch;
  }

  /** Gets the key for this attempt. One that cannot be used ends the call before anything is sent. */
  #askForKey(): void {
    const { apiKey } = this.#settings;
    const asked = new Promise((resolve) => resolve((apiKey as () => unknown)())).then((key) => {
      if (key !== null) checkKey(key);
      return key;
    });
    this.#attempt?.wait(asked, ({ why, value, thrown }) =>
      this.#go((call) => {
        if (why === undefined) return this.#send(call, value as string | null);
        if (why >= TIMED_OUT) return call.interrupted(now(), why, thrown);
        return call.keyless("apiKey: the function that gives the key failed", thrown);
      }),
    );
  }

  /** Begins when the module is there, unless the caller's time is up first. */
  #load(loading: Promise<Instance>, given: Arguments): void {
    const attempt = new Attempt(this.#settings.totalTimeout, this.#settings.signal);
    attempt.wait(loading, ({ why, value, thrown }) => {
      attempt.close();
      if (why === undefined) return this.#begin(value as Instance, given);
      if (why < TIMED_OUT) return this.#reject(thrown);
      const aborted = why === ABORTED;
      const what = aborted ? "the caller ended the call" : "the module was not loaded within totalTimeout";
      this.#reject(
        errorOf({
          code: aborted ? "aborted" : "timeout",
          message: `${this.#name}: ${what}`,
          operation: this.#name,
          retryable: !aborted,
          cause: thrown,
        }),
      );
    });
  }

  #trapped(instance: Instance): WasmError {
    return new WasmError({
      code: "wasm_panic",
      message: `${this.#name}: the WebAssembly module has trapped; the next call starts with a new one`,
      outcome: this.#sent > 0 ? "unknown" : "not_sent",
      operation: this.#name,
      attempts: this.#sent,
      cause: instance.trap,
    });
  }
}

function nothing(): void {}

/** Milliseconds on a clock that is not set back, where there is one. */
function now(): number {
  return globalThis.performance ? performance.now() : Date.now();
}

/** The server's id of a request. A page sees it only if the server exposes it. */
export function requestIdOf(response: Response | undefined): string | undefined {
  return read(response, (reply) => reply.headers.get("x-request-id"), "string") ?? undefined;
}

/** A part of a reply, if it is what it should be: that of a caller's own fetch may be anything, and may throw. */
function read<T>(response: Response | undefined, part: (reply: Response) => T, type: string): T | undefined {
  try {
    const value = response && part(response);
    return typeof value === type ? value : undefined;
  } catch {
    return undefined;
  }
}
