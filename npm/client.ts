import type { ApiPromise, CallOperation } from "./core/api-promise.ts";
import {
  type ClientOptions,
  type ResolvedOptions,
  resolveClientOptions,
  resolveOnUnknown,
  resolveRequestOptions,
} from "./core/options.ts";
import { type RawRequest, resolveRawRequest } from "./core/raw-request.ts";
import type { Method } from "./core/types.ts";
import { type Create, createExecution } from "./executions/create.ts";
import { createHelpers } from "./executions/execution-helpers.ts";
import { Executions } from "./executions/executions.ts";
import { Inbox } from "./executions/inbox.ts";
import { CREATE_OPTIONS, RAW_REQUEST_OPTIONS, type RawRequestOptions } from "./generated/options.ts";
import { Resources } from "./generated/resources/index.ts";
import { runtime } from "./runtime.ts";
import { callModule } from "./wasm/call-promise.ts";

/**
 * A client of the Wexa AI API.
 *
 * ```ts
 * const wexa = new WexaClient({ apiKey, projectID, executedBy });
 * const execution = await wexa.executions.create({ agentflow_id, goal: "run" });
 * ```
 */
export class WexaClient extends Resources {
  readonly #options: ResolvedOptions;
  override readonly executions: Executions;
  override readonly inbox: Inbox;

  /** Throws `ConfigurationError` for options that cannot be used. Nothing is loaded or sent. */
  constructor(options: ClientOptions) {
    const resolved = resolveClientOptions(options, runtime.platform);
    const call = createCallOperation(resolved);
    super(call);
    this.#options = resolved;
    const create: Create = (body, given, onSending) => {
      const resolve = () => ({
        options: resolveRequestOptions(resolved, given, "executions.create", CREATE_OPTIONS),
        onUnknown: resolveOnUnknown(given),
      });
      return createExecution(runtime, resolve, body, onSending);
    };
    this.inbox = new Inbox(call);
    this.executions = new Executions(
      call,
      create,
      createHelpers(runtime, resolved, call, create, this.inbox),
    );
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
      return resolveRequestOptions(this.#options, raw.options, "request", RAW_REQUEST_OPTIONS);
    };
    return callModule<T>(runtime, "request", resolve, (module, call) => {
      call.operation = `${raw.method} ${raw.path}`;
      return module.callRaw(raw.method, raw.path, raw.idempotent, raw, call) as Promise<T>;
    });
  }
}

function createCallOperation(options: ResolvedOptions): CallOperation {
  return (operation, args, given) =>
    callModule(
      runtime,
      operation,
      () => resolveRequestOptions(options, given, operation),
      (module, call) => module.callOperation(operation, args, call) as Promise<never>,
    );
}
