import type { ApiPromise, CallOperation } from "./core/api-promise.ts";
import {
  type ClientOptions,
  CREATE_OPTION_NAMES,
  type ResolvedOptions,
  resolveClientOptions,
  resolveOnUnknown,
  resolveRequestOptions,
} from "./core/options.ts";
import {
  RAW_REQUEST_OPTION_NAMES,
  type RawRequest,
  type RawRequestOptions,
  resolveRawRequest,
} from "./core/raw-request.ts";
import type { Method } from "./core/types.ts";
import { type Create, createExecution } from "./executions/create.ts";
import { Executions } from "./executions/executions.ts";
import { createHelpers } from "./executions/helpers.ts";
import { Inbox } from "./executions/inbox.ts";
import { Resources } from "./generated/resources/index.ts";
import { callModule } from "./wasm/call-promise.ts";
import type { WasmRuntime } from "./wasm/runtime.ts";

/** A client of the Wexa AI API on a runtime: npm/index.ts gives `WexaClient` the one of its platform. */
export class Client extends Resources {
  readonly #runtime: WasmRuntime;
  readonly #options: ResolvedOptions;
  override readonly executions: Executions;
  override readonly inbox: Inbox;

  constructor(runtime: WasmRuntime, given: ClientOptions) {
    const options = resolveClientOptions(given, runtime.platform);
    const call = createCallOperation(runtime, options);
    super(call);
    this.#runtime = runtime;
    this.#options = options;
    const create: Create = (body, given, onSending) => {
      const resolve = () => ({
        options: resolveRequestOptions(options, given, "executions.create", CREATE_OPTION_NAMES),
        onUnknown: resolveOnUnknown(given),
      });
      return createExecution(runtime, resolve, body, onSending);
    };
    this.inbox = new Inbox(call);
    this.executions = new Executions(call, create, createHelpers(runtime, options, call, create, this.inbox));
  }

  /**
   * Sends a request that is no operation of this client, with the same key, checks, retries and errors.
   *
   * `path` starts with a slash and is percent-encoded. The response's JSON is given as it is.
   */
  request<T = unknown>(method: Method, path: string, options?: RawRequestOptions): ApiPromise<T> {
    let raw: RawRequest;
    const resolve = (): ResolvedOptions => {
      raw = resolveRawRequest(method, path, options);
      return resolveRequestOptions(this.#options, raw.options, "request", RAW_REQUEST_OPTION_NAMES);
    };
    return callModule<T>(this.#runtime, "request", resolve, (module, call) => {
      call.operation = `${raw.method} ${raw.path}`;
      return module.callRaw(raw.method, raw.path, raw.idempotent, raw, call) as Promise<T>;
    });
  }
}

function createCallOperation(runtime: WasmRuntime, options: ResolvedOptions): CallOperation {
  return (operation, args, given) =>
    callModule(
      runtime,
      operation,
      () => resolveRequestOptions(options, given, operation),
      (module, call) => module.callOperation(operation, args, call) as Promise<never>,
    );
}
