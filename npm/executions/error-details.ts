import { createError, type ErrorDetails, type WexaError } from "../core/errors.ts";

/** The same error with what is known better now. */
export function withDetails(error: WexaError, details: Partial<ErrorDetails>): WexaError {
  const { message, cause } = error;
  return createError({ ...error, message, cause, ...details });
}
