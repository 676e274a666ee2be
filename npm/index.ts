/**
 * The package's face. What differs between platforms is behind `#platform`: see npm/platforms/.
 */
import platform from "#platform";
import { Client, createOn, preloadOn } from "./client.ts";
import { Engine } from "./engine.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import type { ApiPromise } from "./group.ts";
import type { ClientOptions, RequestOptions } from "./options.ts";

const engine = /* @__PURE__ */ new Engine(platform);

/**
 * A client of the Wexa AI API.
 *
 * ```ts
 * const wexa = new WexaClient({ apiKey, projectID, executedBy });
 * const execution = await wexa.executions.create({ agentflow_id, goal: "run" });
 * ```
 */
export class WexaClient extends Client {
  /** Throws `ConfigurationError` for options that cannot be used. Nothing is loaded or sent. */
  constructor(options: ClientOptions) {
    super(engine, options);
  }
}

/**
 * Starts the execution of an agentflow, and gives a promise of the execution.
 *
 * It costs credits, and the API has no idempotency key: a request is never sent a second time unless the server has
 * certainly refused the first. An error's `outcome` says what became of it.
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
  options: ClientOptions & RequestOptions,
): ApiPromise<Execution> {
  return createOn(engine, request, options);
}

/** Loads the WebAssembly module now rather than at the first call. */
export function preload(): Promise<void> {
  return preloadOn(engine);
}

export {
  AbortError,
  AuthenticationError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  type ErrorCode,
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
export type * from "./generated/types.ts";
export type { ExecutionsOperations } from "./generated/groups.ts";
export type { ApiPromise, WithResponse } from "./group.ts";
export type { ApiKey, ClientOptions, Logger, LogLevel, RequestOptions, Validate } from "./options.ts";
