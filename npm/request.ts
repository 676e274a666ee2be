import type { Arguments } from "./drive.ts";
import { ValidationError } from "./errors.ts";
import { checkObject, place, type RequestOptions, reading, wrong } from "./options.ts";

/** A method that the API uses. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The options of `WexaClient.request`. */
export interface RawRequestOptions extends RequestOptions {
  /** The body, sent as JSON. */
  body?: unknown;
  /** Names and values of the query. An array is a name for each of its items. */
  query?: Record<string, unknown> | undefined;
  /**
   * Whether the request may be repeated freely. One that is not idempotent is repeated only if it was certainly refused
   * or never sent. @default true for GET, else false
   */
  idempotent?: boolean | undefined;
}

/** The number of the first row in src/resources/other.rs. */
const OTHER = 4096;
/** In the order of `Method` in src/operation.rs. */
export const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** A request that is no operation of the table, as arguments of a call. Throws typed errors. */
export const otherRequest = /* @__PURE__ */ reading(
  (method: Method, path: string, options: RawRequestOptions = {}): Arguments => {
    const { body, query, idempotent } = options;
    const row = place("method", METHODS, method, invalid);
    // What would leave the API's address: a second slash, a query, and dots, also percent-encoded.
    if (typeof path !== "string" || !/^(?!\/\/|.*\/(\.|%2e){1,2}(\/|$))\/[!$-;=@-[\]_a-z~]*$/i.test(path)) {
      throw invalid("path", "expected a percent-encoded path without dot segments, query or hash");
    }
    if (query !== undefined) checkObject("query", query, invalid);
    if (idempotent !== undefined && typeof idempotent !== "boolean") {
      throw wrong("idempotent", "expected true or false", idempotent);
    }
    // In the order of `Idempotency` in src/operation.rs: safe, idempotent, non_idempotent.
    const idempotency = idempotent === undefined && method === "GET" ? 0 : idempotent ? 1 : 2;
    return {
      operation: OTHER + row * 3 + idempotency,
      name: `${method} ${path}`,
      path,
      ids: [],
      body,
      query,
    };
  },
);

function invalid(path: string, message: string): ValidationError {
  return new ValidationError({
    code: "invalid_request",
    message: `request: ${path}: ${message}`,
    fields: [{ path, message }],
  });
}
