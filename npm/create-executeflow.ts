import type { ApiPromise } from "./core/api-promise.ts";
import {
  type ClientOptions,
  type CreateOptions,
  resolveClientOptions,
  resolveOnUnknown,
  resolveRequestOptions,
} from "./core/options.ts";
import { createExecution } from "./executions/create.ts";
import { CLIENT_OPTIONS, CREATE_OPTIONS, REQUEST_OPTIONS } from "./generated/options.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import { runtime } from "./runtime.ts";

/**
 * Starts the execution of an agentflow, and gives a promise of the execution.
 *
 * It costs credits, and the API has no idempotency key: a request is never sent a second time unless the server has
 * certainly refused the first. An error's `outcome` says what became of it. Where that is `unknown`, the option
 * `onUnknown: "reconcile"` has the client search for the execution that this call has started.
 *
 * ```ts
 * const execution = await create_executeflow(
 *   { agentflow_id, executed_by, goal: "run", input_variables: {}, projectID },
 *   { apiKey },
 * );
 * ```
 */
export function create_executeflow(
  request: CreateExecution,
  options: ClientOptions & CreateOptions,
): ApiPromise<Execution> {
  const owner = "create_executeflow";
  const resolve = () => {
    const client = resolveClientOptions(options, runtime.platform, owner, REQUEST_OPTIONS, CREATE_OPTIONS);
    return {
      options: resolveRequestOptions(client, options, owner, CLIENT_OPTIONS, CREATE_OPTIONS),
      onUnknown: resolveOnUnknown(options),
    };
  };
  return createExecution(runtime, resolve, request);
}
