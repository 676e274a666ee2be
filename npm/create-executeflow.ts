import type { ApiPromise } from "./core/api-promise.ts";
import {
  CLIENT_OPTION_NAMES,
  type ClientOptions,
  CREATE_OPTION_NAMES,
  type CreateOptions,
  REQUEST_OPTION_NAMES,
  resolveClientOptions,
  resolveOnUnknown,
  resolveRequestOptions,
} from "./core/options.ts";
import { createExecution } from "./executions/create.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import type { WasmRuntime } from "./wasm/runtime.ts";

/** `create_executeflow` on a runtime: a create with the options of a client, of a call and of a create in one object. */
export function createExecuteflow(
  runtime: WasmRuntime,
  request: CreateExecution,
  options: ClientOptions & CreateOptions,
): ApiPromise<Execution> {
  const owner = "create_executeflow";
  const resolve = () => {
    const client = resolveClientOptions(
      options,
      runtime.platform,
      owner,
      REQUEST_OPTION_NAMES,
      CREATE_OPTION_NAMES,
    );
    return {
      options: resolveRequestOptions(client, options, owner, CLIENT_OPTION_NAMES, CREATE_OPTION_NAMES),
      onUnknown: resolveOnUnknown(options),
    };
  };
  return createExecution(runtime, resolve, request);
}
