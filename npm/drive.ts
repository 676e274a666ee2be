import type { Call } from "#glue";
import { ABORTED, Attempt, CONNECTION, type Ending, TIMED_OUT } from "./attempt.ts";
import type { Engine, Instance } from "./engine.ts";
import { ConfigurationError, errorOf, type FieldError, WasmError, type WexaError } from "./errors.ts";
import { CODES, OUTCOMES } from "./generated/codes.ts";
import { OPERATIONS } from "./generated/groups.ts";
import { checkKey, LEVELS, type LogLevel, type Settings } from "./options.ts";
import { redact, redactThrown } from "./redact.ts";

/** What a step of a call asks for: the numbers of `Step` in src/bindings.rs. */
const ATTEMPT = 0;
const REPLY = 1;
const BODY = 2;
const SLEEP = 3;
const DONE = 4;
const FAILED = 5;

/** What a caller gave for a call. */
export interface Arguments {
  /** The operation's number in the generated tables. */
  operation: number;
  /** The name of a request that is no operation of the tables. */
  name?: string;
  ids: readonly unknown[];
  body?: unknown;
  query?: unknown;
}

/** What a call gives: the server's own object, and the reply that it came in. */
export interface Reply<T> {
  data: T;
  response: Response;
}

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
  #abandoned = false;

  constructor(engine: Engine, settings: Settings, { operation, name }: Arguments) {
    this.#engine = engine;
    this.#settings = settings;
    this.#name = name ?? OPERATIONS[operation] ?? "request";
  }

  // What the module uses when it sends and reads: `fetch_now` and `read_text` in src/bindings/imports.js.

  /** Calls the caller's fetch, or the platform's, without a `this`. From here on the request may arrive. */
  fetch(url: string, init: RequestInit): unknown {
    const fetch = this.#fetch;
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
    const status = this.#response?.status ?? "no reply";
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
    this.#abandoned = true;
    this.#attempt?.end(CONNECTION, undefined);
  }

  async run<T>(given: Arguments): Promise<Reply<T>> {
    if (typeof this.#fetch !== "function") {
      throw new ConfigurationError({
        code: "configuration",
        message: "this platform has no fetch: give one as the option fetch",
      });
    }
    // Without a wait where the module is there: the request is read now, and may be changed after the call.
    const loaded = this.#engine.instance();
    const instance = "then" in loaded ? await this.#load(loaded) : loaded;
    instance.enter(this);
    let call: Call | undefined;
    try {
      const { timeout, totalTimeout, maxRetries, initialDelay, maxDelay, maxRetryAfter } = this.#settings;
      call = new instance.glue.Call(
        this,
        given.operation,
        this.#settings.validate,
        this.#began,
        timeout,
        totalTimeout,
        maxRetries,
        initialDelay,
        maxDelay,
        maxRetryAfter,
      );
      const data = await this.#steps(instance, call, given);
      if (this.#failure) throw this.#failure;
      return { data: data as T, response: this.#response as Response };
    } catch (error) {
      if (error === this.#failure) throw error;
      // Nothing else throws here but the module, whose state is then worth nothing.
      instance.die(error);
      throw this.#trapped(instance);
    } finally {
      instance.leave(this);
      this.#attempt?.close();
      // What is still under way, such as the body of a redirect, is given up; what has ended takes no notice.
      if (instance.dead || this.#failure) this.#attempt?.end(CONNECTION, undefined);
      if (!instance.dead) call?.free();
    }
  }

  async #steps(instance: Instance, call: Call, { ids, body, query }: Arguments): Promise<unknown> {
    const { baseUrl, projectID, executedBy } = this.#settings;
    let step = call.prepare(now(), baseUrl, ids as unknown[], body, query, projectID, executedBy);
    for (;;) {
      const { value, ms } = this.#given;
      switch (step) {
        case ATTEMPT: {
          this.#attempt = new Attempt(ms, this.#settings.signal);
          const ready = await this.#readyKey();
          this.#alive(instance);
          if ("value" in ready) {
            step = call.send(now(), ready.value);
          } else if (ready.why === CONNECTION) {
            step = call.keyless("apiKey: the function that gives the key failed", ready.thrown);
          } else step = call.interrupted(now(), ready.why, ready.thrown);
          break;
        }
        case REPLY:
        case BODY: {
          const ending = await this.#current.wait(value as PromiseLike<unknown>);
          this.#alive(instance);
          if ("why" in ending) step = call.interrupted(now(), ending.why, ending.thrown);
          else if (step === BODY) step = call.read(now(), ending.value);
          else {
            this.#response = ending.value as Response;
            step = call.replied(now(), ending.value);
          }
          this.#logAttempt(step);
          break;
        }
        case SLEEP: {
          this.#current.close();
          // Sleeping is an attempt of nothing, whose time being up is its success.
          this.#attempt = new Attempt(ms, this.#settings.signal);
          const { why, thrown } = (await this.#current.wait(new Promise<never>(() => undefined))) as {
            why: number;
            thrown: unknown;
          };
          this.#current.close();
          this.#alive(instance);
          step = why === TIMED_OUT ? call.slept(now()) : call.interrupted(now(), why, thrown);
          break;
        }
        case DONE:
          return value;
        default:
          return undefined;
      }
    }
  }

  get #fetch(): typeof globalThis.fetch {
    return this.#settings.fetch ?? globalThis.fetch;
  }

  get #current(): Attempt {
    if (!this.#attempt) throw new TypeError("no attempt is under way");
    return this.#attempt;
  }

  /** The key for this attempt. One that cannot be used ends the call before anything is sent. */
  async #readyKey(): Promise<Ending<string | null>> {
    const attempt = this.#current;
    if (attempt.ended) return attempt.ended;
    const { apiKey } = this.#settings;
    if (typeof apiKey !== "function") {
      this.#key = apiKey;
      return { value: apiKey };
    }
    const ending = await attempt.wait(
      new Promise<string | null>((resolve) => resolve(apiKey())).then((key) => {
        if (key !== null) checkKey(key);
        return key;
      }),
    );
    if ("value" in ending) this.#key = ending.value;
    else if (ending.why < TIMED_OUT) return { why: CONNECTION, thrown: ending.thrown };
    return ending;
  }

  /** The module's instance, unless the caller's time is up first. */
  async #load(loading: Promise<Instance>): Promise<Instance> {
    const attempt = new Attempt(this.#settings.totalTimeout, this.#settings.signal);
    try {
      const ending = await attempt.wait(loading);
      if ("value" in ending) return ending.value;
      if (ending.why < TIMED_OUT) throw ending.thrown;
      const aborted = ending.why === ABORTED;
      const what = aborted ? "the caller ended the call" : "the module was not loaded within totalTimeout";
      throw errorOf({
        code: aborted ? "aborted" : "timeout",
        message: `${this.#name}: ${what}`,
        operation: this.#name,
        retryable: !aborted,
        cause: ending.thrown,
      });
    } finally {
      attempt.close();
    }
  }

  #alive(instance: Instance): void {
    if (instance.dead || this.#abandoned) throw this.#trapped(instance);
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

/** Milliseconds on a clock that is not set back, where there is one. */
function now(): number {
  return globalThis.performance ? performance.now() : Date.now();
}

/** The server's id of a request. A page sees it only if the server exposes it. */
export function requestIdOf(response: Response | undefined): string | undefined {
  try {
    return response?.headers.get("x-request-id") ?? undefined;
  } catch {
    // A stand-in for a Response, of which the module says what is wrong with it.
    return undefined;
  }
}
