import type { ErrorDetails } from "./errors.ts";
import { errorOf, type WexaError } from "./shared.ts";

/** An error once more, with what is known better now. */
export function retold(error: WexaError, better: Partial<ErrorDetails>): WexaError {
  const { message, cause } = error;
  return errorOf({ ...error, message, cause, ...better });
}
