import type { Caller } from "#glue";
import { ABORTED, Attempt, CONNECTION, type Ending, TIMED_OUT } from "./attempt.ts";
import type { Engine, Instance } from "./engine.ts";
import { ConfigurationError, errorOf, type FieldError, WasmError, type WexaError } from "./errors.ts";
import { isResponse, readText, send } from "./exchange.ts";
import { CODES, OUTCOMES } from "./generated/codes.ts";
import { checkKey, LEVELS, type LogLevel, type Settings } from "./options.ts";
import { redact, redactThrown } from "./redact.ts";

// What a step of a call asks for: the numbers of `Step` in src/bindings.rs.
const ATTEMPT = 0;
const READ = 1;
const SLEEP = 2;
const DONE = 3;

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
const BODY = 10;

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
  readonly #began = now();
  #instance!: Instance;
  #id = 0;
  #attempt: Attempt | undefined;
  #key: string | null = null;
  #sent = 0;
  #sentAt = 0;
  #failure: WexaError | undefined;
  #abandoned = false;
  #thrown: unknown;

  readonly values: unknown[] = [];
  readonly fields: FieldError[] = [];
  method = "";
  url = "";
  body: string | undefined;
  response: Response | undefined;
  reply: unknown;
  data: unknown;
  ms = 0;

  constructor(engine: Engine, settings: Settings, { name }: Arguments) {
    this.#engine = engine;
    this.#settings = settings;
    this.#name = name;
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
    const status = this.response?.status ?? "no reply";
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
    this.#instance = instance;
    this.#id = instance.enter(this);
    try {
      await this.#steps(given);
      if (this.#failure) throw this.#failure;
      return { data: this.data as T, response: this.response as Response };
    } catch (error) {
      if (error === this.#failure) throw error;
      // Nothing else throws here but the module, whose state is then worth nothing.
      instance.die(error);
      throw this.#trapped();
    } finally {
      instance.leave(this, this.#id);
      this.#attempt?.close();
      // What is still under way, such as the body of a redirect, is given up; what has ended takes no notice.
      if (instance.dead || this.#failure) this.#attempt?.end(CONNECTION, undefined);
    }
  }

  async #steps({ operation, ids, body, query }: Arguments): Promise<void> {
    const settings = this.#settings;
    // The places are those of src/bindings/look.rs.
    const { values } = this;
    values.push(settings.projectID, settings.executedBy, {}, settings.baseUrl, ids, 0, query, 0, 0, 0, body);
    let step = this.#instance.run(this, ({ begin }) =>
      begin(
        this.#id,
        operation,
        settings.validate,
        this.#began,
        settings.timeout,
        settings.totalTimeout,
        settings.maxRetries,
        settings.initialDelay,
        settings.maxDelay,
        settings.maxRetryAfter,
      ),
    );
    while (step === ATTEMPT || step === SLEEP) {
      // Sleeping is an attempt of nothing, whose time being up is its success.
      const attempt = new Attempt(this.ms, settings.signal);
      this.#attempt?.close();
      this.#attempt = attempt;
      if (step === ATTEMPT) step = await this.#once(attempt);
      else {
        this.reply = undefined;
        const ending = (await attempt.wait(new Promise<never>(() => undefined))) as { why: number };
        step = ending.why === TIMED_OUT ? this.#tell(SLEPT) : this.#interrupted(ending);
      }
    }
  }

  /** One attempt, and what is to follow it. */
  async #once(attempt: Attempt): Promise<number> {
    const ready = await this.#readyKey(attempt);
    if ("why" in ready) {
      return ready.why === CONNECTION ? this.#tell(KEYLESS, 0, ready.thrown) : this.#interrupted(ready);
    }
    this.#tell(SENT);
    const step = await this.#exchange(attempt, ready.value);
    this.#logAttempt(step);
    return step;
  }

  async #exchange(attempt: Attempt, key: string | null): Promise<number> {
    const { headers, fetchOptions, maxResponseBytes } = this.#settings;
    const { signal } = attempt;
    const init = { ...this.#engine.platform.init, ...fetchOptions };
    const { method, body } = this;
    const fetch = this.#fetch;
    this.#sent++;
    this.#sentAt = now();
    this.response = undefined;
    // What throws at once is a rejection too.
    const replied = await attempt.wait(
      new Promise<unknown>((resolve) =>
        resolve(send(fetch, this.url, { method, headers, body, key, signal, init })),
      ),
    );
    if ("why" in replied) return this.#interrupted(replied);
    const response = replied.value;
    if (!isResponse(response)) return this.#tell(NO_RESPONSE);
    this.response = response;
    const step = this.#tell(response.type === "opaqueredirect" ? REDIRECTED : REPLIED, response.status);
    if (step !== READ) return step;
    const decoder = () => new this.#engine.coders.TextDecoder();
    const read = await attempt.wait(
      new Promise<unknown>((resolve) => resolve(readText(response, maxResponseBytes, decoder))),
    );
    if ("why" in read) return this.#interrupted(read);
    this.values[BODY] = read.value;
    if (typeof read.value === "string") this.reply = read.value;
    return this.#tell(HAS_READ);
  }

  #interrupted({ why, thrown }: { why: number; thrown?: unknown }): number {
    this.values[BODY] = thrown;
    return this.#tell(INTERRUPTED, why, thrown);
  }

  /** Tells the module what has happened, and gives what is to follow. */
  #tell(event: number, what = 0, thrown?: unknown): number {
    if (this.#instance.dead || this.#abandoned) throw this.#trapped();
    this.#thrown = thrown;
    return this.#instance.run(this, ({ step }) => step(this.#id, event, now(), Math.random(), what));
  }

  get #fetch(): typeof globalThis.fetch {
    return this.#settings.fetch ?? globalThis.fetch;
  }

  /** The key for this attempt. One that cannot be used ends the call before anything is sent. */
  async #readyKey(attempt: Attempt): Promise<Ending<string | null>> {
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

/** Milliseconds on a clock that is not set back, where there is one. */
function now(): number {
  return globalThis.performance ? performance.now() : Date.now();
}

/** The server's id of a request. A page sees it only if the server exposes it. */
export function requestIdOf(response: Response | undefined): string | undefined {
  return response?.headers?.get("x-request-id") ?? undefined;
}
