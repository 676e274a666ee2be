import type { ApiPromise } from "../core/api-promise.ts";
import { createError, type ErrorDetails, WexaError, withDetails } from "../core/errors.ts";
import { getRequestId } from "../core/log.ts";
import type { ResolvedOptions } from "../core/options.ts";
import { ApiCall, type Begin, runCall } from "./api-call.ts";
import type { WasmRuntime } from "./runtime.ts";

/**
 * Calls the module. Everything that is wrong with the call is a rejection.
 *
 * `resolve` checks the caller's options.
 */
export function callModule<T>(
  runtime: WasmRuntime,
  operation: string,
  resolve: () => ResolvedOptions,
  begin: Begin<T>,
): ApiPromise<T> {
  const exposed: { response?: Response | undefined } = {};
  return exposeResponse(run(runtime, operation, resolve, begin, exposed), () => exposed.response);
}

async function run<T>(
  runtime: WasmRuntime,
  operation: string,
  resolve: () => ResolvedOptions,
  begin: Begin<T>,
  exposed: { response?: Response | undefined },
): Promise<T> {
  try {
    const call = new ApiCall(operation, resolve());
    const value = await runCall(runtime, call, begin);
    exposed.response = call.response;
    return value;
  } catch (thrown) {
    throw await createCallError(thrown);
  }
}

/**
 * Creates the error of a call, from its details or from an error that was created elsewhere.
 *
 * To be awaited in a function that the caller awaits: after the wait, the stack holds the functions that await the call
 * instead of the package's own that began it, which are more than an engine shows. A success costs nothing.
 */
export async function createCallError(failure: unknown): Promise<WexaError> {
  await undefined;
  return failure instanceof WexaError ? withDetails(failure) : createError(failure as ErrorDetails);
}

/**
 * Gives a promise `withResponse()`. It stays a promise like any other: `await` takes a way around for a class of one's own.
 */
export function exposeResponse<T>(value: Promise<T>, getResponse: () => Response | undefined): ApiPromise<T> {
  const promise = value as ApiPromise<T>;
  promise.withResponse = async () => {
    const data = await promise;
    const response = getResponse() as Response;
    return { data, response, requestId: getRequestId(response) };
  };
  return promise;
}
