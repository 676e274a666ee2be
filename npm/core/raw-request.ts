import type { RawRequestOptions, RequestOptions } from "../generated/options.ts";
import { ValidationError } from "./errors.ts";
import { checkObject, guardGetters, invalidOption } from "./option-checks.ts";
import type { Method } from "./types.ts";

/** A request that is no operation, with its own options apart from those of every call. */
export interface RawRequest {
  method: Method;
  path: string;
  body: unknown;
  query: unknown;
  idempotent: boolean | undefined;
  /** The options of every call. */
  options: RequestOptions | undefined;
}

/** Reads the arguments of `request`. What the method and the path may be is decided in src/request/url.rs. */
export const resolveRawRequest = /* @__PURE__ */ guardGetters(
  (method: unknown, path: unknown, options: RawRequestOptions | undefined): RawRequest => {
    if (typeof method !== "string") throw invalid("method", "expected one of GET, POST, PUT, PATCH, DELETE");
    if (typeof path !== "string") throw invalid("path", "expected a percent-encoded path");
    if (options !== undefined) checkObject("options", options);
    const { body, query, idempotent } = options ?? {};
    if (query !== undefined) checkObject("query", query, invalid);
    if (idempotent !== undefined && typeof idempotent !== "boolean") {
      throw invalidOption("idempotent", "expected true or false", idempotent);
    }
    return { method: method as Method, path, body, query, idempotent, options };
  },
);

function invalid(path: string, message: string): ValidationError {
  return new ValidationError({
    code: "invalid_request",
    message: `request: ${path}: ${message}`,
    fields: [{ path, message }],
  });
}
