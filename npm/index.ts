/**
 * The package: the client and `create_executeflow` on the platform's module. What differs between platforms is behind
 * `#platform`: npm/entrypoints/ has a file for each.
 */
import platform from "#platform";
import { Client } from "./client.ts";
import type { ApiPromise } from "./core/api-promise.ts";
import type { ClientOptions, CreateOptions } from "./core/options.ts";
import { createExecuteflow } from "./create-executeflow.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import { WasmRuntime } from "./wasm/runtime.ts";

const runtime = /* @__PURE__ */ new WasmRuntime(platform);

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
    super(runtime, options);
  }
}

/**
 * Starts the execution of an agentflow, and gives a promise of the execution.
 *
 * It costs credits, and the API has no idempotency key: a request is never sent a second time unless the server has
 * certainly refused the first. An error's `outcome` says what became of it. Where that is `unknown`, the option
 * `onUnknown: "reconcile"` has the client search for the execution that this call has started.
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
  return createExecuteflow(runtime, request, options);
}

/** Loads the WebAssembly module now rather than at the first call. After it nothing more is loaded. */
export async function preload(): Promise<void> {
  await runtime.instance();
}

export type { ApiPromise, WithResponse } from "./core/api-promise.ts";
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
} from "./core/errors.ts";
export type {
  ApiKey,
  ClientOptions,
  CreateOptions,
  Logger,
  LogLevel,
  RequestOptions,
  Validate,
} from "./core/options.ts";
export type { ListPromise } from "./core/page-promise.ts";
export type { RawRequestOptions } from "./core/raw-request.ts";
export type { Method } from "./core/types.ts";
export type { Executions } from "./executions/executions.ts";
export type {
  AnomalyItem,
  Inbox,
  PendingItem,
  PendingItemRef,
  PreviewItem,
  RuntimeInputItem,
} from "./executions/inbox.ts";
export type {
  CreateAndWaitOptions,
  HandlerContext,
  HandlerResult,
  WaitOptions,
  WatchOptions,
} from "./executions/watch-options.ts";
export type * from "./generated/resources/index.ts";
export type * from "./generated/types.ts";
