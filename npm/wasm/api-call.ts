import type { Glue } from "#glue";
import type { Deadline } from "../../src/transport/deadline.js";
import { now } from "../core/clock.ts";
import type { ErrorDetails, FieldError } from "../core/errors.ts";
import { describeAttempt, log, logsLevel } from "../core/log.ts";
import type { ResolvedOptions } from "../core/options.ts";
import { copyBody, encodeBody, encodeQuery } from "../core/request-arguments.ts";
import { checkResponse, type ResponseMismatch } from "../core/response-check.ts";
import { OPERATIONS } from "../generated/schemas.ts";
import type { WasmInstance, WasmRuntime } from "./runtime.ts";

/** Starts a call by one of the module's exports. */
export type Begin<T> = (module: Glue, call: ApiCall) => Promise<T>;

/** The types of what an operation takes and gives; any JSON for what is no operation. */
interface OperationTypes {
  body?: string;
  query?: string;
  response?: string;
}

/**
 * One call: what its caller gave, its promise, and its driver.
 *
 * The module's future of the call asks it to wait for a promise, and it resumes that future with what came of the promise,
 * within a try: what traps there ends every call of the instance (src/bindings/executor.rs). What the module reads and writes
 * here is declared in src/bindings/api_call.rs.
 */
export class ApiCall {
  /** The operation: `executions.create`. */
  operation: string;
  readonly options: ResolvedOptions;
  /** Settles with the value, or with the `ErrorDetails` of the failure. */
  readonly promise: Promise<unknown>;
  /** The last response. */
  response: Response | undefined;
  /** The key of the attempt under way. */
  key: string | undefined;
  body: unknown;
  bodyText: string | undefined;
  queryPairs: string[] = [];
  /** Its place among the calls in flight on its instance. */
  place = 0;
  /** Is told of each request just before it is handed to fetch. */
  onSending: ((url: string, body: string) => void) | undefined;

  #instance!: WasmInstance;
  /** The time of the attempt or the pause under way. */
  #deadline: Deadline | undefined;
  #task = -1;
  #attempts = 0;
  #sentAt = 0;
  #repeatable = true;
  #settled = false;
  #resolve!: (value: unknown) => void;
  #reject!: (failure: ErrorDetails) => void;

  constructor(operation: string, options: ResolvedOptions) {
    this.operation = operation;
    this.options = options;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Starts it on an instance. Nothing is thrown: what traps is a rejection. */
  start<T>(instance: WasmInstance, begin: Begin<T>): Promise<T> {
    this.#instance = instance;
    instance.add(this);
    try {
      begin(instance.exports, this);
    } catch (thrown) {
      this.#trapped(thrown);
    }
    return this.promise as Promise<T>;
  }

  /** Waits for a promise of the module's task. */
  wait(task: number, promise: Promise<unknown>): void {
    this.#task = task;
    promise.then(this.#onFulfilled, this.#onRejected);
  }

  readonly #onFulfilled = (value: unknown): void => this.#resume(true, value);
  readonly #onRejected = (thrown: unknown): void => this.#resume(false, thrown);

  #resume(fulfilled: boolean, value: unknown): void {
    if (this.#settled) return;
    // On an edge host nobody has told this call of the trap of another one.
    if (this.#instance.trap) this.endByTrap();
    else {
      try {
        this.#instance.exports.resume(this.#task, fulfilled, value);
      } catch (thrown) {
        this.#trapped(thrown);
      }
    }
  }

  #trapped(thrown: unknown): void {
    this.#instance.markTrapped(thrown);
    this.endByTrap();
  }

  /** Ends it, since its instance has trapped: only what was never handed to fetch has certainly not been sent. */
  endByTrap(): void {
    if (this.#settled) return;
    this.#deadline?.abort();
    this.#settle();
    this.#reject({
      code: "wasm_panic",
      message: `${this.operation}: the WebAssembly module has trapped`,
      outcome: this.#attempts > 0 ? "unknown" : "not_sent",
      operation: this.operation,
      retryable: this.#attempts === 0 || this.#repeatable,
      attempts: this.#attempts,
      cause: this.#instance.trap?.thrown,
    });
  }

  resolve(value: unknown): void {
    this.#checkTrap();
    this.#settle();
    this.#resolve(value);
  }

  reject(failure: ErrorDetails): void {
    this.#checkTrap();
    this.#settle();
    this.#reject(failure);
  }

  #settle(): void {
    this.#settled = true;
    this.#instance.delete(this);
  }

  get #types(): OperationTypes {
    return (OPERATIONS as Readonly<Record<string, OperationTypes>>)[this.operation] ?? ANY;
  }

  copyBody(given: unknown): FieldError[] | undefined {
    const copied = this.#guard(() => copyBody(given, this.#types.body ?? "json"));
    if ("errors" in copied) return copied.errors;
    this.body = copied.value;
    return undefined;
  }

  encodeBody(): FieldError[] | undefined {
    const encoded = this.#guard(() => encodeBody(this.body, this.#types.body ?? "json"));
    if ("errors" in encoded) return encoded.errors;
    this.bodyText = encoded.text;
    return undefined;
  }

  encodeQuery(given: unknown): FieldError[] | undefined {
    const encoded = this.#guard(() => encodeQuery(given, this.#types.query ?? "json"));
    if ("errors" in encoded) return encoded.errors;
    this.queryPairs = encoded.pairs;
    return undefined;
  }

  startDeadline(deadline: Deadline): void {
    // Observing the caller's signal has run the caller's code.
    if (this.#instance.trap) deadline.close();
    this.#checkTrap();
    this.#deadline = deadline;
  }

  /** `repeatable`: whether sending the request twice does no harm. */
  sending(url: string, body: string, key: string | null, repeatable: boolean): void {
    this.#attempts++;
    this.#repeatable = repeatable;
    this.key = key ?? undefined;
    this.response = undefined;
    if (this.reportsAttempts) this.#sentAt = now();
    this.onSending?.(url, body);
  }

  validateResponse(value: unknown): ResponseMismatch | undefined {
    // What a logger's level keeps silent is reported when that is raised.
    const report = logsLevel(this.options, "warn")
      ? (text: string): void => this.#report("warn", text)
      : undefined;
    return checkResponse(value, this.operation, this.#types.response ?? "json", this.options, report);
  }

  /** Whether anybody wants to know of each attempt. */
  get reportsAttempts(): boolean {
    return logsLevel(this.options, "info");
  }

  attemptFinished(): void {
    this.#report("debug", this.#describeAttempt());
  }

  attemptRetried(ms: number): void {
    this.#report("info", `${this.#describeAttempt()}; retry in ${Math.round(ms)} ms`);
  }

  attemptFailed(code: string, outcome: string, retryable: boolean): void {
    let reason = "";
    if (retryable) reason = " (no retries are left)";
    else if (outcome === "unknown" && !this.#repeatable) {
      const harm =
        this.operation === "executions.create" ? "start a second execution" : "change something twice";
      reason = ` (a retry could ${harm})`;
    }
    this.#report("info", `${this.#describeAttempt()}; not retried: ${code}, outcome ${outcome}${reason}`);
  }

  #describeAttempt(): string {
    return describeAttempt(this.#attempts, this.response, now() - this.#sentAt);
  }

  #report(level: "warn" | "info" | "debug", text: string): void {
    this.#guard(() => log(this.options, level, `${this.operation}: ${text}`, this.key));
  }

  #guard<V>(run: () => V): V {
    const value = run();
    this.#checkTrap();
    return value;
  }

  /** The caller's code may have run within this poll: if it has started a call that trapped, the poll must not go on. */
  #checkTrap(): void {
    const { trap } = this.#instance;
    if (trap) throw trap.thrown;
  }
}

const ANY: OperationTypes = {};

/** Runs a call on the module. The promise rejects with `ErrorDetails`, or with the error of a module that cannot be loaded. */
export function runCall<T>(runtime: WasmRuntime, call: ApiCall, begin: Begin<T>): Promise<T> {
  const instance = runtime.instance();
  // Without a wait where the module is there: the request is read now, and may be changed after the call.
  if (!("then" in instance)) return call.start(instance, begin);
  return runtime.load(call.operation, call.options).then((instance) =>
    // Another call that has waited for the same instance may have trapped in it meanwhile.
    instance.trap ? runCall(runtime, call, begin) : call.start(instance, begin),
  );
}
