import type { ApiPromise } from "../core/api-promise.ts";
import { type ErrorDetails, WexaError } from "../core/errors.ts";
import type { CreateOptions, ResolvedOptions } from "../core/options.ts";
import type { CreateExecution, Execution } from "../generated/types.ts";
import { ApiCall, runCall } from "../wasm/api-call.ts";
import { createCallError, exposeResponse } from "../wasm/call-promise.ts";
import type { WasmRuntime } from "../wasm/runtime.ts";
import { type CreateRegistry, getRegistry, type LostSearch, type SentCreate } from "./create-registry.ts";
import { reconcile } from "./reconcile.ts";

/** Starts an execution for a client. `onSending` is told the body just before it is sent. */
export type Create = (
  body: CreateExecution,
  options: CreateOptions | undefined,
  onSending?: (body: string) => void,
) => ApiPromise<Execution>;

/** The options of a create, and what to do when its outcome is unknown. */
export interface CreateSettings {
  options: ResolvedOptions;
  onUnknown: "throw" | "reconcile";
}

/**
 * Starts an execution. Where it is unknown whether it has started, and the caller wants it, searches for the execution.
 *
 * Every create goes through here, whether it would search or not: what one has started, no other may take for its own.
 * `onSending` is told the body just before it is sent.
 */
export function createExecution(
  runtime: WasmRuntime,
  resolve: () => CreateSettings,
  request: CreateExecution,
  onSending?: (body: string) => void,
): ApiPromise<Execution> {
  const exposed: { response?: Response | undefined } = {};
  return exposeResponse(create(runtime, resolve, request, exposed, onSending), () => exposed.response);
}

async function create(
  runtime: WasmRuntime,
  resolve: () => CreateSettings,
  request: CreateExecution,
  exposed: { response?: Response | undefined },
  onSending: ((body: string) => void) | undefined,
): Promise<Execution> {
  const tracker = new CreateTracker();
  let settings: CreateSettings | undefined;
  let deadline = 0;
  let failure: ErrorDetails;
  try {
    settings = resolve();
    deadline = Date.now() + settings.options.totalTimeout;
    const call = new ApiCall("executions.create", settings.options);
    call.onSending = (url, body) => {
      onSending?.(body);
      tracker.sending(url, body);
    };
    const execution = await runCall(runtime, call, (module, call) =>
      module.create_executeflow(request, call),
    );
    tracker.settle(execution);
    exposed.response = call.response;
    return execution;
  } catch (thrown) {
    if (!settings || thrown instanceof WexaError) throw await createCallError(thrown);
    failure = thrown as ErrorDetails;
  }
  tracker.settle(failure.outcome === "accepted" ? failure.body : undefined);
  const { options, onUnknown } = settings;
  const lost = failure.outcome === "unknown" && onUnknown === "reconcile" && !options.signal?.aborted;
  const search = lost ? tracker.createSearch(deadline) : undefined;
  if (!search) throw await createCallError(failure);
  const { found, response, details } = await reconcile(runtime, options, search, failure);
  if (!found) throw await createCallError(details);
  exposed.response = response;
  return found;
}

/** One create on its way, and its place in the registry. */
class CreateTracker {
  #sent: SentCreate | undefined;
  #registry: CreateRegistry | undefined;

  /**
   * What is really sent is seen at the fetch: the body with all that the client has filled in, whatever becomes of the
   * caller's objects later.
   */
  sending(url: string, text: string): void {
    const at = Date.now();
    this.#sent ??= { url, text, at, settled: false };
    this.#sent.at = at;
    this.#registry = getRegistry(url, at);
    this.#registry.add(this.#sent);
  }

  settle(execution: unknown): void {
    const id = (execution as { execution_id?: unknown } | null | undefined)?.execution_id;
    if (typeof id === "string") this.#registry?.claim(id);
    if (this.#sent) this.#registry?.settle(this.#sent);
  }

  createSearch(deadline: number): LostSearch | undefined {
    if (!this.#sent) return undefined;
    const lostAt = Date.now();
    return { sent: this.#sent, registry: getRegistry(this.#sent.url, lostAt), lostAt, deadline, searches: 0 };
  }
}
