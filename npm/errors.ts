// biome-ignore-all lint/complexity/noThisInStatic: in `Symbol.hasInstance` it is the class that was asked about
import type { CODES, OUTCOMES } from "./generated/codes.ts";
import type { Execution } from "./generated/types.ts";

/** What went wrong, as a word that programs compare. */
export type ErrorCode =
  | (typeof CODES)[number]
  | "too_large"
  | "wasm_load"
  | "wasm_panic"
  | "execution_failed";

/**
 * What became of the request: what the caller's money needs to know.
 *
 * - `not_sent`: it was never sent;
 * - `refused`: it arrived, and the server certainly refused it;
 * - `unknown`: it may or may not have been carried out;
 * - `accepted`: it was carried out, only its reply was not accepted.
 */
export type Outcome = (typeof OUTCOMES)[number];

/** One field of a request or a reply that is not as it should be. */
export interface FieldError {
  /** Which field: `agentflow.agents[0].llm`. Empty for the whole. */
  path: string;
  /** What is wrong with it. */
  message: string;
}

/** What an error is made of. */
export interface ErrorDetails {
  code: ErrorCode;
  message: string;
  outcome?: Outcome | undefined;
  retryable?: boolean | undefined;
  status?: number | undefined;
  requestId?: string | undefined;
  operation?: string | undefined;
  attempts?: number | undefined;
  retryAfter?: number | undefined;
  fields?: FieldError[] | undefined;
  body?: unknown;
  candidates?: Execution[] | undefined;
  execution?: Execution | undefined;
  cause?: unknown;
}

/** Marks an error of this package, also of another copy of it on the same page. */
const BRAND = Symbol.for("wexa-executeflow.error");

/**
 * Any failure of this package. `instanceof` also holds between two copies of the package.
 */
export class WexaError extends Error {
  override readonly name: string = "WexaError";
  /** What went wrong, as a word that programs compare. */
  readonly code: ErrorCode;
  /** What became of the request. */
  readonly outcome: Outcome;
  /** Whether repeating the call may succeed, and cannot start a second execution. */
  readonly retryable: boolean;
  /** The reply's HTTP status; `undefined` without a reply. */
  readonly status: number | undefined;
  /** The server's id of the request, where it gives one that can be seen. */
  readonly requestId: string | undefined;
  /** The operation: `executions.create`. */
  readonly operation: string | undefined;
  /** How often the request was sent. */
  readonly attempts: number;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The fields that are wrong; empty where it is not a matter of fields. */
  readonly fields: FieldError[];
  /** The reply's body: parsed, or text where it is not JSON. An echoed key is taken out. */
  readonly body: unknown;
  /**
   * The executions that a create of unknown outcome may have started, where it was asked to look for them
   * (`onUnknown: "reconcile"`); empty where it found none, and everywhere else. A list that shows but a part of each
   * execution shows no more here.
   */
  readonly candidates: Execution[];
  /** The execution that was followed, as it was seen last (`watch`, `wait`, `run`). */
  readonly execution: Execution | undefined;

  constructor(details: ErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.outcome = details.outcome ?? "not_sent";
    this.retryable = details.retryable ?? false;
    this.status = details.status;
    this.requestId = details.requestId;
    this.operation = details.operation;
    this.attempts = details.attempts ?? 0;
    this.retryAfter = details.retryAfter;
    this.fields = details.fields ?? [];
    this.body = details.body;
    this.candidates = details.candidates ?? [];
    this.execution = details.execution;
  }

  get [BRAND](): true {
    return true;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    try {
      if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
      const branded = typeof value === "object" && value !== null && BRAND in value;
      const own = CLASSES.get(this);
      return branded && own !== undefined && (this === WexaError || (value as WexaError).name === own);
    } catch {
      return false; // Anything can be thrown, also a proxy that has been revoked.
    }
  }
}

/** An option of the client or of the call is wrong or missing. Nothing was sent. */
export class ConfigurationError extends WexaError {
  override readonly name = "ConfigurationError";
}
/** The request is wrong: found before it was sent (`invalid_request`), or by the server (`validation`: 400, 422). */
export class ValidationError extends WexaError {
  override readonly name = "ValidationError";
}
/** The server does not know the key: 401. */
export class AuthenticationError extends WexaError {
  override readonly name = "AuthenticationError";
}
/** The key may not do this: 403. */
export class PermissionError extends WexaError {
  override readonly name = "PermissionError";
}
/** There is no such thing: 404. */
export class NotFoundError extends WexaError {
  override readonly name = "NotFoundError";
}
/** The thing is in a state that does not allow it: 409. */
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
/** No reply: the connection could not be made (`outcome` is then `not_sent`), or was lost. */
export class ConnectionError extends WexaError {
  override readonly name = "ConnectionError";
}
/** No reply, or not the whole of it, in the time given. */
export class TimeoutError extends WexaError {
  override readonly name = "TimeoutError";
}
/** The caller ended the call; the signal's reason is the `cause`. */
export class AbortError extends WexaError {
  override readonly name = "AbortError";
}
/** A success that is not what the documents say, a redirect, or a reply that is too large. */
export class ResponseError extends WexaError {
  override readonly name = "ResponseError";
}
/** The WebAssembly module could not be loaded, or has trapped. The next call starts with a new one. */
export class WasmError extends WexaError {
  override readonly name = "WasmError";
}
/** The execution has come to a status that the caller takes for a failure (`failOn`). */
export class ExecutionFailedError extends WexaError {
  override readonly name = "ExecutionFailedError";
  /** The execution, as it ended. */
  declare readonly execution: Execution;
}

/** The classes by their own names, which a minifier does not change. */
const CLASSES = /* @__PURE__ */ new Map<unknown, string>([
  [WexaError, "WexaError"],
  [ConfigurationError, "ConfigurationError"],
  [ValidationError, "ValidationError"],
  [AuthenticationError, "AuthenticationError"],
  [PermissionError, "PermissionError"],
  [NotFoundError, "NotFoundError"],
  [ConflictError, "ConflictError"],
  [RateLimitError, "RateLimitError"],
  [ServerError, "ServerError"],
  [HttpError, "HttpError"],
  [ConnectionError, "ConnectionError"],
  [TimeoutError, "TimeoutError"],
  [AbortError, "AbortError"],
  [ResponseError, "ResponseError"],
  [WasmError, "WasmError"],
  [ExecutionFailedError, "ExecutionFailedError"],
]);

/** Which class an error of each code is. */
const BY_CODE: Record<ErrorCode, new (details: ErrorDetails) => WexaError> = {
  configuration: ConfigurationError,
  invalid_request: ValidationError,
  validation: ValidationError,
  authentication: AuthenticationError,
  permission: PermissionError,
  not_found: NotFoundError,
  conflict: ConflictError,
  rate_limit: RateLimitError,
  server: ServerError,
  http: HttpError,
  connection: ConnectionError,
  timeout: TimeoutError,
  aborted: AbortError,
  bad_response: ResponseError,
  redirected: ResponseError,
  too_large: ResponseError,
  wasm_load: WasmError,
  wasm_panic: WasmError,
  execution_failed: ExecutionFailedError,
};

/** The error of a code. */
export function errorOf(details: ErrorDetails): WexaError {
  return new BY_CODE[details.code](details);
}
