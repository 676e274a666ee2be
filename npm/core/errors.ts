// biome-ignore-all lint/complexity/noThisInStatic: in `Symbol.hasInstance`, `this` is the class on the right of instanceof
import type { Code, OUTCOMES } from "../generated/codes.ts";
import type { Execution } from "../generated/types.ts";
import type { FieldError } from "./types.ts";

export type { FieldError } from "./types.ts";

/** What went wrong, as a word that programs compare. */
export type ErrorCode = Code | "wasm_load" | "wasm_panic" | "execution_failed";

/**
 * What became of the request, which decides whether money was spent.
 *
 * - `not_sent`: the client never sent it;
 * - `refused`: it arrived, and the server certainly refused it;
 * - `unknown`: the server may or may not have carried it out;
 * - `accepted`: the server carried it out, but the client did not accept the response.
 */
export type Outcome = (typeof OUTCOMES)[number];

/** The properties of an error. What is left out takes the default that `WexaError` documents. */
export interface ErrorDetails {
  /** What went wrong. */
  code: ErrorCode;
  /** What went wrong, in words. */
  message: string;
  /** What became of the request. @default "not_sent" */
  outcome?: Outcome | undefined;
  /** Whether a new call may succeed, and cannot start a second execution. @default false */
  retryable?: boolean | undefined;
  /** The response's HTTP status. */
  status?: number | undefined;
  /** The server's id of the request. */
  requestId?: string | undefined;
  /** The operation: `executions.create`. */
  operation?: string | undefined;
  /** How often the client sent the request. @default 0 */
  attempts?: number | undefined;
  /** The pause that the server asked for. @unit milliseconds */
  retryAfter?: number | undefined;
  /** The fields that are wrong. @default [] */
  fields?: FieldError[] | undefined;
  /** The response's body. */
  body?: unknown;
  /** The executions that a create of unknown outcome may have started. @default [] */
  candidates?: Execution[] | undefined;
  /** The execution that was watched. */
  execution?: Execution | undefined;
  /** What caused the error. */
  cause?: unknown;
}

/** Marks an error of this package, also of another copy of the package on the same page. */
const BRAND = Symbol.for("wexa-executeflow.error");

/** Any failure of this package. `instanceof` also holds between two copies of the package. */
export class WexaError extends Error {
  override readonly name: string = "WexaError";
  /** What went wrong, as a word that programs compare. */
  declare readonly code: ErrorCode;
  /** What became of the request. */
  declare readonly outcome: Outcome;
  /** Whether a new call may succeed, and cannot start a second execution. */
  declare readonly retryable: boolean;
  /** The response's HTTP status; `undefined` without a response. */
  declare readonly status: number | undefined;
  /** The server's id of the request, if the server sends one that can be read. */
  declare readonly requestId: string | undefined;
  /** The operation: `executions.create`. */
  declare readonly operation: string | undefined;
  /** How often the client sent the request. */
  declare readonly attempts: number;
  /** The pause that the server asked for. @unit milliseconds */
  declare readonly retryAfter: number | undefined;
  /** The fields that are wrong; empty if no single field is. */
  declare readonly fields: FieldError[];
  /** The response's body: parsed, or text if it is not JSON. The API key is removed from it. */
  declare readonly body: unknown;
  /**
   * The executions that a create of unknown outcome may have started, if the call searched for them
   * (`onUnknown: "reconcile"`); empty if it found none, and for every other error. If the server's list shows only a part
   * of each execution, so do these.
   */
  declare readonly candidates: Execution[];
  /** The last known state of the execution that was watched (`watch`, `wait`, `createAndWait`). */
  declare readonly execution: Execution | undefined;

  constructor(details: ErrorDetails) {
    const { message, cause, ...rest } = details;
    super(message, cause === undefined ? undefined : { cause });
    const { outcome = "not_sent", retryable = false, attempts = 0, fields = [], candidates = [] } = rest;
    Object.assign(this, rest, { outcome, retryable, attempts, fields, candidates });
  }

  get [BRAND](): true {
    return true;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    try {
      if (super[Symbol.hasInstance](value)) return true;
      // Most values are no errors: a test is a hundred times as fast as an exception.
      if (!value) return false;
      // An error of another copy: its class is the one of the same name.
      const { name } = value as WexaError;
      return BRAND in (value as WexaError) && (this === WexaError || CLASSES[name as ClassName] === this);
    } catch {
      return false; // A primitive has no properties to search, and a revoked proxy throws.
    }
  }
}

/** An option of the client or of the call is wrong or missing. Nothing was sent. */
export class ConfigurationError extends WexaError {
  override readonly name = "ConfigurationError";
}

/** The request is wrong: the client found it before sending (`invalid_request`), or the server did (`validation`: 400, 422). */
export class ValidationError extends WexaError {
  override readonly name = "ValidationError";
}

/** The server does not know the key: 401. */
export class AuthenticationError extends WexaError {
  override readonly name = "AuthenticationError";
}

/** The key does not allow this: 403. */
export class PermissionError extends WexaError {
  override readonly name = "PermissionError";
}

/** The resource does not exist: 404. */
export class NotFoundError extends WexaError {
  override readonly name = "NotFoundError";
}

/** The resource is in a state that does not allow this: 409. */
export class ConflictError extends WexaError {
  override readonly name = "ConflictError";
}

/** Too many requests: 429. */
export class RateLimitError extends WexaError {
  override readonly name = "RateLimitError";
}

/** The server failed: 5xx. */
export class ServerError extends WexaError {
  override readonly name = "ServerError";
}

/** Any other status that is not a success. */
export class HttpError extends WexaError {
  override readonly name = "HttpError";
}

/** No response: the connection could not be made (`outcome` is then `not_sent`), or was lost. */
export class ConnectionError extends WexaError {
  override readonly name = "ConnectionError";
}

/** No response, or not all of it, within the timeout. */
export class TimeoutError extends WexaError {
  override readonly name = "TimeoutError";
}

/** The caller aborted the call; the signal's reason is the `cause`. */
export class AbortError extends WexaError {
  override readonly name = "AbortError";
}

/** A success that differs from the API documentation, a redirect, or a response that is too large. */
export class ResponseError extends WexaError {
  override readonly name = "ResponseError";
}

/** The client could not load a part that the call needs, or the WebAssembly module trapped. The next call tries again. */
export class WasmError extends WexaError {
  override readonly name = "WasmError";
}

/** The execution reached a status that the caller treats as a failure (`failOn`). */
export class ExecutionFailedError extends WexaError {
  override readonly name = "ExecutionFailedError";
  /** The execution, as it ended. */
  declare readonly execution: Execution;
}

/** The classes by their names, which a minifier may change in the classes themselves. */
const CLASSES = {
  ConfigurationError,
  ValidationError,
  AuthenticationError,
  PermissionError,
  NotFoundError,
  ConflictError,
  RateLimitError,
  ServerError,
  HttpError,
  ConnectionError,
  TimeoutError,
  AbortError,
  ResponseError,
  WasmError,
  ExecutionFailedError,
};

type ClassName = keyof typeof CLASSES;

/** The class of each code. */
const CLASS_NAMES: Readonly<Record<ErrorCode, ClassName>> = {
  configuration: "ConfigurationError",
  invalid_request: "ValidationError",
  validation: "ValidationError",
  authentication: "AuthenticationError",
  permission: "PermissionError",
  not_found: "NotFoundError",
  conflict: "ConflictError",
  rate_limit: "RateLimitError",
  server: "ServerError",
  http: "HttpError",
  connection: "ConnectionError",
  timeout: "TimeoutError",
  aborted: "AbortError",
  bad_response: "ResponseError",
  redirected: "ResponseError",
  too_large: "ResponseError",
  wasm_load: "WasmError",
  wasm_panic: "WasmError",
  execution_failed: "ExecutionFailedError",
};

/** Creates the error of a code, as an instance of the code's class. */
export function createError(details: ErrorDetails): WexaError {
  return new CLASSES[CLASS_NAMES[details.code]](details);
}

/** The same error with what is known better now. Its stack begins where this is called. */
export function withDetails(error: WexaError, details: Partial<ErrorDetails> = {}): WexaError {
  const { message, cause } = error;
  return createError({ ...error, message, cause, ...details });
}
