import type { Caller } from "#glue";
import { Attempt, CONNECTION, type Ending, TIMED_OUT, UNREACHABLE, type Waiter } from "./attempt.ts";
import { now } from "./clock.ts";
import type { Engine, Instance } from "./engine.ts";
import {
  ConfigurationError,
  type ErrorDetails,
  errorOf,
  type FieldError,
  WasmError,
  type WexaError,
} from "./errors.ts";
import { bodyOf, headerOf, initOf, isRedirect, MORE, partOf, type Reading, statusOf } from "./exchange.ts";
import { CODES, OUTCOMES } from "./generated/codes.ts";
import { untilLoaded } from "./loading.ts";
import { checkKey, LEVELS, type Logger, type Settings } from "./options.ts";
import { redact, redactThrown } from "./redact.ts";
import { METHODS, type Method } from "./request.ts";
import type { Timeouts } from "./timeouts.ts";

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
/** Nothing was asked for yet. */
const BEGIN = 7;

// What a call is told: the numbers of `Call::happened` there.
const SENT = 0;
const REPLIED = 1;
const REDIRECTED = 2;
const NO_RESPONSE = 3;
const HAS_READ = 4;
const INTERRUPTED = 5;
const SLEPT = 6;
const KEYLESS = 7;

// What a body was read as: the numbers of `Call::read` there.
const TEXT = 0;
const TOO_LARGE = 1;
const NO_TEXT = 2;

/** The place of the body among the values that the module looks at: src/bindings/look.rs. */
const BODY = 8;

// Places in `LEVELS`.
const WARN = 2;
const INFO = 3;
const DEBUG = 4;

/** What the client sends where a caller gives nothing: src/schema.rs. */
const EMPTY = {};
/** No field is wrong. Nothing is ever put into it. */
const NONE: FieldError[] = [];

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

/** What becomes of a call. */
export interface Fate<T> {
  done(reply: Reply<T>): void;
  failed(error: unknown): void;
  /** Is told of each request, just before it is handed to fetch. */
  sending?(url: string, init: RequestInit): void;
}

/** Fields that differ from the documents and have been told, by the logger they were told to. */
const told = /* @__PURE__ */ new WeakMap<object, Set<string>>();

/**
 * The life of one call outside of the module: it waits for what the module asks for, and tells it what came.
 *
 * Every decision (what is sent, whether again, what became of it) is the module's: src/send/state.rs.
 */
export class Drive implements Caller, Waiter {
  readonly #engine: Engine;
  readonly #settings: Settings;
  readonly #given: Arguments;
  readonly #fate: Fate<unknown>;
  /** When it began: its time runs while the module is loaded. */
  readonly #began: number;
  #instance!: Instance;
  #id = 0;
  #method!: Method;
  #attempt: Attempt | undefined;
  #key: string | null = null;
  #sent = 0;
  #sentAt = 0;
  /** What the error is made of: made within the module's own step, its stack would be that of the module. */
  #failure: ErrorDetails | undefined;
  /** The reply's body while it is read, and whether it has been read to its end. */
  #body: Reading | undefined;
  #whole = false;
  /** The step that asked for what is waited for, and that: the reply, or its body. */
  #asked = BEGIN;
  #waitedFor: unknown;
  #thrown: unknown;

  /** The places are those of src/bindings/look.rs. */
  readonly values: unknown[];
  fields = NONE;
  url: string;
  body: string | undefined;
  response: Response | undefined;
  reply: unknown;
  data: unknown;
  ms = 0;

  constructor(engine: Engine, settings: Settings, given: Arguments, fate: Fate<unknown>) {
    const { projectID, executedBy, baseUrl } = settings;
    this.#engine = engine;
    this.#settings = settings;
    this.#given = given;
    this.#fate = fate;
    this.#began = this.#now();
    this.url = baseUrl + (given.path ?? "");
    this.values = [projectID, executedBy, EMPTY, given.ids, 0, given.query, 0, 0, given.body, 0];
  }

  get #name(): string {
    return this.#given.name;
  }

  wrong(path: string, message: string): void {
    this.fields = [...this.fields, { path, message }];
  }

  differs(path: string, words: string): void {
    if (!this.#tells(WARN)) return;
    const { logger } = this.#settings;
    const field = `${this.#name} ${path.replace(/\[\d+\]/g, "[]")}`;
    const fields = told.get(logger) ?? new Set();
    if (fields.has(field)) return;
    told.set(logger, fields.add(field));
    this.#log(WARN, `the reply differs from the documents at ${path}: ${words}`);
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
    this.#failure = {
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
    };
  }

  /** Whether the logger is told of this. */
  #tells(level: number): boolean {
    return this.#settings.logLevel >= level;
  }

  /** Tells the logger. What a logger throws must not end a call that was paid for. */
  #log(level: number, text: string): void {
    if (!this.#tells(level)) return;
    try {
      this.#settings.logger[LEVELS[level] as keyof Logger](
        redact(`wexa-executeflow: ${this.#name}: ${text}`, this.#key),
      );
    } catch {
      // It has had its chance.
    }
  }

  /** Tells how an attempt ended, and what follows from it. */
  #logAttempt(step: number): void {
    // The line is not put together for nobody: this is on the way of every call.
    if (!this.#tells(INFO)) return;
    const took = Math.round(now() - this.#sentAt);
    const status = partOf(this.response, (reply) => reply.status, "number") ?? "no reply";
    const id = requestIdOf(this.response);
    const text = `attempt ${this.#sent}: ${status} in ${took} ms${id ? ` (request ${id})` : ""}`;
    if (step === SLEEP) this.#log(INFO, `${text}; again in ${Math.round(this.ms)} ms`);
    else if (step === DONE) this.#log(DEBUG, text);
    else if (this.#failure) {
      const { code, outcome, retryable } = this.#failure;
      const why = retryable ? "no retries are left" : "repeating it is not safe or not of use";
      this.#log(INFO, `${text}; not repeated: ${code}, outcome ${outcome}, ${why}`);
    }
  }

  /** Gives the call up: its instance is dead. */
  abandon(): void {
    this.#attempt?.end(CONNECTION);
  }

  /**
   * Makes the call. Nothing here is an async function: each of their waits costs a promise, on the way of every call.
   */
  run(): void {
    if (typeof this.#fetch !== "function") {
      throw new ConfigurationError({
        code: "configuration",
        message: "this platform has no fetch: give one as the option fetch",
      });
    }
    // Without a wait where the module is there: the request is read now, and may be changed after the call.
    const loaded = this.#engine.instance();
    if ("then" in loaded) {
      const failed = (error: unknown): void => this.#fate.failed(error);
      untilLoaded(loaded, this.#name, this.#settings, (instance) => this.#begin(instance), failed);
    } else this.#begin(loaded);
  }

  #begin(instance: Instance): void {
    this.#instance = instance;
    this.#id = instance.enter(this);
    this.go(undefined);
  }

  /**
   * Takes a step of the module, the first or the one that follows from what was waited for, and does what each asks
   * for, until there is something to wait for.
   */
  go(ended: Ending | undefined, value?: unknown): void {
    const instance = this.#instance;
    let step: number;
    let error: WexaError | undefined;
    try {
      if (instance.dead) throw instance.trap;
      step = this.#take(ended, value);
      while (step === ATTEMPT) {
        const { ended } = this.#start(this.#engine.timeouts);
        const { apiKey } = this.#settings;
        if (ended) step = this.#interrupted(ended);
        else if (typeof apiKey === "function") step = ASKING;
        else step = this.#send(apiKey);
      }
      if (step === FAILED) error = errorOf(this.#failure as ErrorDetails);
    } catch (trap) {
      // Nothing throws here but the module, whose state is then worth nothing.
      instance.die(trap);
      step = FAILED;
      error = this.#trapped();
    }
    if (step !== DONE && step !== FAILED) {
      this.#wait(step);
      return;
    }
    this.#close(error);
    if (error) this.#fate.failed(error);
    else this.#fate.done({ data: this.data, response: this.response as Response });
  }

  #wait(step: number): void {
    this.#asked = step;
    let promise: unknown = this.#waitedFor ?? null;
    if (step === ASKING) promise = this.#askForKey();
    if (step === SLEEP) {
      this.reply = promise = undefined;
      this.#start();
    }
    this.#attempt?.wait(promise, this);
  }

  /** Tells the module what came of what was waited for. */
  #take(ended: Ending | undefined, value: unknown): number {
    let step: number;
    switch (this.#asked) {
      case BEGIN:
        step = this.#instance.begin(this, this.#id, this.#given.operation, this.#settings, this.#began);
        this.#method = METHODS[step >> 4] as Method;
        return step & 15;
      case SLEEP:
        // Sleeping is an attempt of nothing, whose time being up is its success.
        return ended?.why === TIMED_OUT ? this.#tell(SLEPT) : this.#interrupted(ended);
      case ASKING:
        if (!ended) return this.#send(value as string | null);
        return ended.why >= TIMED_OUT ? this.#interrupted(ended) : this.#tell(KEYLESS, 0, ended.thrown);
      case REPLY:
        step = ended ? this.#interrupted(ended) : this.#replied(value);
        if (step === READ) step = this.#read();
        break;
      default:
        step = ended ? this.#interrupted(ended) : this.#took(value);
    }
    if (step !== READ) this.#logAttempt(step);
    return step;
  }

  /** The time, where there is a limit that it matters to: to ask for it is not cheap in a page. */
  #now(): number {
    return this.#settings.totalTimeout < Number.POSITIVE_INFINITY ? now() : 0;
  }

  /** Tells the module what has happened, and gives what is to follow. */
  #tell(event: number, what = 0, thrown?: unknown): number {
    this.#thrown = thrown;
    return this.#instance.step(this, this.#id, event, this.#now(), what);
  }

  /** Tells the module that an attempt has ended without a whole reply. */
  #interrupted(ended: Ending | undefined): number {
    const { why = CONNECTION, thrown } = ended ?? {};
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
    const { init: platform } = this.#engine.platform;
    const signal = this.#attempt?.signal;
    const init = initOf(this.#method, this.body, key, headers, platform, fetchOptions, signal);
    this.#fate.sending?.(this.url, init);
    this.#sent++;
    if (this.#tells(INFO)) this.#sentAt = now();
    this.response = undefined;
    this.#whole = false;
    try {
      this.#waitedFor = fetch(this.url, init);
    } catch (thrown) {
      // As good as a rejection.
      return this.#interrupted({ why: CONNECTION, thrown });
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
    try {
      const response = this.response as Response;
      const { maxResponseBytes } = this.#settings;
      const body = bodyOf(response, maxResponseBytes, this.#given.operation, this.#engine);
      this.#body = body ?? undefined;
      this.#waitedFor = body ? body.read() : body === null ? Promise.resolve() : response.text();
    } catch (thrown) {
      return this.#interrupted({ why: CONNECTION, thrown });
    }
    return READ;
  }

  /** Takes what was read of the reply's body: the next piece of it, or its text. */
  #took(value: unknown): number {
    let text = value;
    if (this.#body) {
      try {
        text = this.#body.take(value as ReadableStreamReadResult<Uint8Array>);
        if (text === MORE) {
          this.#waitedFor = this.#body.read();
          return READ;
        }
      } catch (thrown) {
        return this.#interrupted({ why: CONNECTION, thrown });
      }
    } else if (typeof text === "string" && text.length > this.#settings.maxResponseBytes) text = undefined;
    this.#whole = typeof text === "string";
    if (this.#whole) this.#engine.platform.long?.note(this.#given.operation, (text as string).length);
    this.values[BODY] = text;
    if (this.#whole) this.reply = text;
    return this.#tell(HAS_READ, this.#whole ? TEXT : text === undefined ? TOO_LARGE : NO_TEXT);
  }

  /** Begins an attempt, or a sleep, of the time that the module gave. */
  #start(timeouts?: Timeouts): Attempt {
    this.#attempt?.close();
    this.#attempt = new Attempt(this.ms, this.#settings.signal, timeouts);
    return this.#attempt;
  }

  /** Lets go of everything, as the call has ended. */
  #close(error: WexaError | undefined): void {
    this.#instance.leave(this.#id);
    this.#attempt?.close();
    // What is still under way, such as the body of a redirect, is given up. To abort what has ended is not cheap.
    if (error && !this.#whole) this.#attempt?.end(CONNECTION, error);
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
      message: `${this.#name}: the WebAssembly module has trapped`,
      outcome: this.#sent > 0 ? "unknown" : "not_sent",
      operation: this.#name,
      attempts: this.#sent,
      cause: this.#instance.trap,
    });
  }
}

/** The server's id of a request. A page sees it only if the server exposes it. */
export function requestIdOf(response: Response | undefined): string | undefined {
  return headerOf(response, "x-request-id");
}
