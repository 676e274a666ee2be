import type { Arguments } from "./drive.ts";
import { ValidationError } from "./errors.ts";
import { checkObject, place, type RequestOptions, reading } from "./options.ts";

/** What repeating a request can do: see the reference. */
export type Safety = "read" | "repeatable" | "once";

/** A method that the API uses. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The options of `WexaClient.request`. */
export interface OtherRequestOptions extends RequestOptions {
  /** The body, sent as JSON. */
  body?: unknown;
  /** Names and values of the query. An array is a name for each of its items. */
  query?: Record<string, unknown> | undefined;
  /**
   * What repeating the request can do: `"read"` and `"repeatable"` are repeated freely, `"once"` only if it was
   * certainly refused or never sent. @default "read" for GET, else "once"
   */
  safety?: Safety | undefined;
}

/** The number of the first row in src/operations/other.rs. */
const OTHER = 4096;
/** In the order of `Method` in src/operation.rs. */
export const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const SAFETIES: readonly Safety[] = ["read", "repeatable", "once"];

/** A request that is no operation of the table, as arguments of a call. Throws typed errors. */
export const otherRequest = /* @__PURE__ */ reading(
  (method: Method, path: string, options: OtherRequestOptions = {}): Arguments => {
    const { body, query, safety = method === "GET" ? "read" : "once" } = options;
    const row = place("method", METHODS, method, invalid);
    // What would leave the API's address: a second slash, a query, and dots, also percent-encoded.
    if (typeof path !== "string" || !/^(?!\/\/|.*\/(\.|%2e){1,2}(\/|$))\/[!$-;=@-[\]_a-z~]*$/i.test(path)) {
      throw invalid("path", "expected a percent-encoded path without dot segments, query or hash");
    }
    if (query !== undefined) checkObject("query", query, invalid);
    return {
      operation: OTHER + row * SAFETIES.length + place("safety", SAFETIES, safety),
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
