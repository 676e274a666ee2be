/**
 * The package's face. What differs between platforms is behind `#platform`: see npm/platforms/.
 */
import platform from "#platform";
import { createExecution } from "./create.ts";
import { Engine } from "./engine.ts";
import { type Create, Executions } from "./executions.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import { type ApiPromise, type Begin, begin } from "./group.ts";
import { Groups } from "./groups.ts";
import { Inbox } from "./inbox.ts";
import { laterOf } from "./loading.ts";
import { type ClientOptions, type CreateOptions, type Settings, settingsOf } from "./options.ts";
import { type Method, otherRequest, type RawRequestOptions } from "./request.ts";

const engine = /* @__PURE__ */ new Engine(platform);

/**
 * A client of the Wexa AI API.
 *
 * ```ts
 * const wexa = new WexaClient({ apiKey, projectID, executedBy });
 * const execution = await wexa.executions.create({ agentflow_id, goal: "run" });
 * ```
 */
export class WexaClient extends Groups {
  readonly #settings: Settings;
  declare readonly executions: Executions;
  declare readonly inbox: Inbox;

  /** Throws `ConfigurationError` for options that cannot be used. Nothing is loaded or sent. */
  constructor(options: ClientOptions) {
    const settings = settingsOf(options);
    const call: Begin = (given, options) =>
      begin(
        engine,
        () => settings,
        () => given,
        options,
      );
    super(call);
    this.#settings = settings;
    this.inbox = new Inbox(call);
    const create: Create = (body, options, sending) =>
      createExecution(engine, () => settings, body, options, sending);
    this.executions = new Executions(call, create, laterOf(engine, settings, call, create, this.inbox));
  }

  /**
   * Sends a request that is no operation of this client, with the same key, checks, retries and errors.
   *
   * `path` starts with a slash and is percent-encoded. The reply's value is given as it is.
   */
  request<T = unknown>(method: Method, path: string, options?: RawRequestOptions): ApiPromise<T> {
    return begin(
      engine,
      () => this.#settings,
      () => otherRequest(method, path, options),
      options,
    );
  }
}

/**
 * Starts the execution of an agentflow, and gives a promise of the execution.
 *
 * It costs credits, and the API has no idempotency key: a request is never sent a second time unless the server has
 * certainly refused the first. An error's `outcome` says what became of it. Where that is `unknown`, the option
 * `onUnknown: "reconcile"` has the client look for the execution that this call has started.
 *
 * ```ts
 * const execution = await create_executeflow(
 *   { agentflow_id, executed_by, goal: "run", input_variables: {}, projectID },
 *   { apiKey },
 * );
 * ```
 */
export function create_executeflow(
  request: CreateExecution,
  options: ClientOptions & CreateOptions,
): ApiPromise<Execution> {
  return createExecution(engine, () => settingsOf(options), request, options);
}

/**
 * Loads the WebAssembly module now rather than at the first call, and in browsers also what follows executions and
 * starts many, which is loaded when it is first used. After it nothing more is loaded.
 */
export async function preload(): Promise<void> {
  await Promise.all([engine.instance(), platform.more()]);
}

export type { CreateManyOptions, CreateManyResult } from "./create-many.ts";
export {
  AbortError,
  AuthenticationError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  type ErrorCode,
  ExecutionFailedError,
  type FieldError,
  HttpError,
  NotFoundError,
  type Outcome,
  PermissionError,
  RateLimitError,
  ResponseError,
  ServerError,
  TimeoutError,
  ValidationError,
  WasmError,
  WexaError,
} from "./errors.ts";
export type { Executions } from "./executions.ts";
export type { ExecutionsOperations } from "./generated/groups.ts";
export type * from "./generated/types.ts";
export type { ApiPromise, ListPromise, WithResponse } from "./group.ts";
export type {
  AnomalyItem,
  Inbox,
  PendingItem,
  PendingItemRef,
  PreviewItem,
  RuntimeInputItem,
} from "./inbox.ts";
export type {
  ApiKey,
  ClientOptions,
  CreateOptions,
  Logger,
  LogLevel,
  RequestOptions,
  Validate,
} from "./options.ts";
export type { Method, RawRequestOptions } from "./request.ts";
export type {
  CreateAndWaitOptions,
  HandlerContext,
  HandlerResult,
  WaitOptions,
  WatchOptions,
} from "./watch-options.ts";
