import type { FieldError } from "./errors.ts";
import type { ResolvedOptions } from "./options.ts";
import { findMismatches, type Mismatch } from "./validate.ts";

/** Where a response differs from the documentation so that the call fails. */
export interface ResponseMismatch {
  /** Whether the client itself relies on it: without it, nobody knows what has started. */
  essential: boolean;
  /** In words. */
  message: string;
  /** The field; none for the whole response. */
  fields: FieldError[];
}

/** The fields that each logger has been told of. */
const reported = /* @__PURE__ */ new WeakMap<object, Set<string>>();

/**
 * Validates the JSON of a success, `undefined` for an empty one. What the caller does not mind is reported, once for each
 * field and logger; the worst of the rest is what the call fails with.
 */
export function checkResponse(
  value: unknown,
  operation: string,
  type: string,
  { validate, logger }: ResolvedOptions,
  report: ((text: string) => void) | undefined,
): ResponseMismatch | undefined {
  if (value === undefined) {
    return type === "json" ? undefined : { essential: true, message: "the response is empty", fields: [] };
  }
  let worst: Mismatch | undefined;
  findMismatches(value, type, validate === "off" ? "essential" : "all", (mismatch) => {
    if (mismatch.essential || validate === "strict") {
      if (!worst || (mismatch.essential && !worst.essential)) worst = mismatch;
      return;
    }
    if (!report) return;
    const field = `${operation} ${mismatch.path.replace(/\[\d+\]/g, "[]")}`;
    const fields = reported.get(logger) ?? new Set();
    if (fields.has(field)) return;
    reported.set(logger, fields.add(field));
    report(`the response differs from the documentation at ${mismatch.path}: ${mismatch.message}`);
  });
  if (!worst) return undefined;
  const { path, message, essential } = worst as Mismatch;
  return {
    essential,
    message: `the response is not what the documentation says: ${path && `${path}: `}${message}`,
    fields: [{ path, message }],
  };
}
