import type { ApiPromise } from "../core/api-promise.ts";
import { createError, type ErrorDetails, WexaError } from "../core/errors.ts";
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

/** An error is made here, in a function that the caller awaits: so its stack names the caller, at no cost for a success. */
async function run<T>(
  runtime: WasmRuntime,
  operation: string,
  resolve: () => ResolvedOptions,
  begin: Begin<T>,
  exposed: { response?: Response | undefined },
): Promise<T> {
  const options = resolve();
  const call = new ApiCall(operation, options);
  try {
    const value = await runCall(runtime, call, begin);
    exposed.response = call.response;
    return value;
  } catch (thrown) {
    throw thrown instanceof WexaError ? thrown : createError(thrown as ErrorDetails);
  }
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
