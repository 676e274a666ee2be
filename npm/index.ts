/**
 * The package. What differs between platforms is behind `#platform`, which only npm/runtime.ts imports: npm/entrypoints/ has
 * a file for each.
 */
import { runtime } from "./runtime.ts";

/** Loads the WebAssembly module now rather than at the first call. After it nothing more is loaded. */
export async function preload(): Promise<void> {
  await runtime.instance();
}

export { WexaClient } from "./client.ts";
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
  AnomalyItem,
  CreateManyResult,
  HandlerContext,
  HandlerResult,
  PreviewItem,
  RuntimeInputItem,
} from "./core/option-types.ts";
export type { ListPromise } from "./core/page-promise.ts";
export type { ApiKey, Logger, LogLevel, Method, Validate } from "./core/types.ts";
export { create_executeflow } from "./create-executeflow.ts";
export type { Executions } from "./executions/executions.ts";
export type { Inbox, PendingItem, PendingItemRef } from "./executions/inbox.ts";
export type { CreateAndWaitOptions } from "./executions/watch-options.ts";
export type {
  ClientOptions,
  CreateManyOptions,
  CreateOptions,
  RawRequestOptions,
  RequestOptions,
  WaitOptions,
  WatchOptions,
} from "./generated/options.ts";
export type * from "./generated/resources/index.ts";
export type * from "./generated/types.ts";
