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
  declare readonly code: ErrorCode;
  /** What became of the request. */
  declare readonly outcome: Outcome;
  /** Whether repeating the call may succeed, and cannot start a second execution. */
  declare readonly retryable: boolean;
  /** The reply's HTTP status; `undefined` without a reply. */
  declare readonly status: number | undefined;
  /** The server's id of the request, where it gives one that can be seen. */
  declare readonly requestId: string | undefined;
  /** The operation: `executions.create`. */
  declare readonly operation: string | undefined;
  /** How often the request was sent. */
  declare readonly attempts: number;
  /** How long the server asked to wait, in milliseconds. */
  declare readonly retryAfter: number | undefined;
  /** The fields that are wrong; empty where it is not a matter of fields. */
  declare readonly fields: FieldError[];
  /** The reply's body: parsed, or text where it is not JSON. An echoed key is taken out. */
  declare readonly body: unknown;
  /**
   * The executions that a create of unknown outcome may have started, where it was asked to look for them
   * (`onUnknown: "reconcile"`); empty where it found none, and everywhere else. A list that shows but a part of each
   * execution shows no more here.
   */
  declare readonly candidates: Execution[];
  /** The execution that was followed, as it was seen last (`watch`, `wait`, `createAndWait`). */
  declare readonly execution: Execution | undefined;

  constructor(details: ErrorDetails) {
    const {
      message,
      cause,
      outcome = "not_sent",
      retryable = false,
      attempts = 0,
      fields = [],
      candidates = [],
      ...given
    } = details;
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, given, { outcome, retryable, attempts, fields, candidates });
  }

  get [BRAND](): true {
    return true;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    try {
      if (super[Symbol.hasInstance](value)) return true;
      // Where there is no error, to throw here would be a hundred times as dear.
      if (!value) return false;
      const { name } = value as WexaError;
      return BRAND in (value as WexaError) && (this === WexaError || CLASSES[name] === this);
    } catch {
      return false; // Anything can be thrown: what has no properties, and a proxy that has been revoked.
    }
  }
}

/** The class of some errors. */
export type ErrorClass<Of extends WexaError> = {
  new (details: ErrorDetails): Of;
  readonly prototype: Of;
} & typeof WexaError;

/** The classes by their names, as far as they have been needed. */
const CLASSES: { [name: string]: ErrorClass<WexaError> } = {};

/** Codes whose class is not named after them. */
const NAMES: { readonly [code in ErrorCode]?: string } = {
  invalid_request: "Validation",
  aborted: "Abort",
  bad_response: "Response",
  redirected: "Response",
  too_large: "Response",
  wasm_load: "Wasm",
  wasm_panic: "Wasm",
};

/** The class of the errors of a code: that of `not_found` is `NotFoundError`. */
function classOf<Of extends WexaError>(code: ErrorCode): ErrorClass<Of> {
  const named = NAMES[code] ?? code.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
  const name = `${named}Error`;
  // As a property it gets its name, which a minifier does not change.
  CLASSES[name] ??= {
    [name]: class extends WexaError {
      override readonly name = name;
    },
  }[name] as ErrorClass<WexaError>;
  return CLASSES[name] as ErrorClass<Of>;
}

/** An option of the client or of the call is wrong or missing. Nothing was sent. */
export interface ConfigurationError extends WexaError {
  readonly name: "ConfigurationError";
}
/** An option of the client or of the call is wrong or missing. Nothing was sent. */
export const ConfigurationError: ErrorClass<ConfigurationError> = /* @__PURE__ */ classOf("configuration");
/** The request is wrong: found before it was sent (`invalid_request`), or by the server (`validation`: 400, 422). */
export interface ValidationError extends WexaError {
  readonly name: "ValidationError";
}
/** The request is wrong: found before it was sent (`invalid_request`), or by the server (`validation`: 400, 422). */
export const ValidationError: ErrorClass<ValidationError> = /* @__PURE__ */ classOf("validation");
/** The server does not know the key: 401. */
export interface AuthenticationError extends WexaError {
  readonly name: "AuthenticationError";
}
/** The server does not know the key: 401. */
export const AuthenticationError: ErrorClass<AuthenticationError> = /* @__PURE__ */ classOf("authentication");
/** The key may not do this: 403. */
export interface PermissionError extends WexaError {
  readonly name: "PermissionError";
}
/** The key may not do this: 403. */
export const PermissionError: ErrorClass<PermissionError> = /* @__PURE__ */ classOf("permission");
/** There is no such thing: 404. */
export interface NotFoundError extends WexaError {
  readonly name: "NotFoundError";
}
/** There is no such thing: 404. */
export const NotFoundError: ErrorClass<NotFoundError> = /* @__PURE__ */ classOf("not_found");
/** The thing is in a state that does not allow it: 409. */
export interface ConflictError extends WexaError {
  readonly name: "ConflictError";
}
/** The thing is in a state that does not allow it: 409. */
export const ConflictError: ErrorClass<ConflictError> = /* @__PURE__ */ classOf("conflict");
/** Too many requests: 429. */
export interface RateLimitError extends WexaError {
  readonly name: "RateLimitError";
}
/** Too many requests: 429. */
export const RateLimitError: ErrorClass<RateLimitError> = /* @__PURE__ */ classOf("rate_limit");
/** The server failed: 5xx. */
export interface ServerError extends WexaError {
  readonly name: "ServerError";
}
/** The server failed: 5xx. */
export const ServerError: ErrorClass<ServerError> = /* @__PURE__ */ classOf("server");
/** Any other status that is not a success. */
export interface HttpError extends WexaError {
  readonly name: "HttpError";
}
/** Any other status that is not a success. */
export const HttpError: ErrorClass<HttpError> = /* @__PURE__ */ classOf("http");
/** No reply: the connection could not be made (`outcome` is then `not_sent`), or was lost. */
export interface ConnectionError extends WexaError {
  readonly name: "ConnectionError";
}
/** No reply: the connection could not be made (`outcome` is then `not_sent`), or was lost. */
export const ConnectionError: ErrorClass<ConnectionError> = /* @__PURE__ */ classOf("connection");
/** No reply, or not the whole of it, in the time given. */
export interface TimeoutError extends WexaError {
  readonly name: "TimeoutError";
}
/** No reply, or not the whole of it, in the time given. */
export const TimeoutError: ErrorClass<TimeoutError> = /* @__PURE__ */ classOf("timeout");
/** The caller ended the call; the signal's reason is the `cause`. */
export interface AbortError extends WexaError {
  readonly name: "AbortError";
}
/** The caller ended the call; the signal's reason is the `cause`. */
export const AbortError: ErrorClass<AbortError> = /* @__PURE__ */ classOf("aborted");
/** A success that is not what the documents say, a redirect, or a reply that is too large. */
export interface ResponseError extends WexaError {
  readonly name: "ResponseError";
}
/** A success that is not what the documents say, a redirect, or a reply that is too large. */
export const ResponseError: ErrorClass<ResponseError> = /* @__PURE__ */ classOf("bad_response");
/** What a call needs could not be loaded, or the WebAssembly module has trapped. The next call tries again. */
export interface WasmError extends WexaError {
  readonly name: "WasmError";
}
/** What a call needs could not be loaded, or the WebAssembly module has trapped. The next call tries again. */
export const WasmError: ErrorClass<WasmError> = /* @__PURE__ */ classOf("wasm_load");
/** The execution has come to a status that the caller takes for a failure (`failOn`). */
export interface ExecutionFailedError extends WexaError {
  readonly name: "ExecutionFailedError";
  /** The execution, as it ended. */
  readonly execution: Execution;
}
/** The execution has come to a status that the caller takes for a failure (`failOn`). */
export const ExecutionFailedError: ErrorClass<ExecutionFailedError> =
  /* @__PURE__ */ classOf("execution_failed");

/** The error of a code. */
export function errorOf(details: ErrorDetails): WexaError {
  return new (classOf(details.code))(details);
}
