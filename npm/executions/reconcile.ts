import type { ErrorDetails } from "../core/errors.ts";
import type { ResolvedOptions } from "../core/options.ts";
import type { Execution } from "../generated/types.ts";
import { ApiCall, runCall } from "../wasm/api-call.ts";
import type { WasmRuntime } from "../wasm/runtime.ts";
import type { LostSearch, SearchResult } from "./create-registry.ts";

/** More instances of the module than this do not trap in one search, but a search must end. */
const MAX_INSTANCES = 4;

/** What a search came to: the execution, or what the error of the create is made of, with what the search saw. */
export interface Reconciled {
  found?: Execution | undefined;
  response?: Response | undefined;
  details: ErrorDetails;
}

/** Searches for the execution that a lost create has started: src/executions/reconcile.rs. */
export async function reconcile(
  runtime: WasmRuntime,
  options: ResolvedOptions,
  search: LostSearch,
  failure: ErrorDetails,
): Promise<Reconciled> {
  const { projectID } = JSON.parse(search.sent.text) as { projectID: string };
  const lookup: ResolvedOptions = {
    ...options,
    projectID,
    maxRetries: Math.min(options.maxRetries, 1),
    // A list that differs from the documentation is reported, but shows what there is.
    validate: options.validate === "strict" ? "warn" : options.validate,
  };
  let result: SearchResult = { candidates: [], failures: 0 };
  let trapped = 0;
  while (trapped < MAX_INSTANCES) {
    const call = new ApiCall("executions.list", lookup);
    try {
      result = await runCall(runtime, call, (module, call) => module.reconcileCreate(search, call));
      break;
    } catch {
      // The module has trapped in a search. The next instance makes it again.
      trapped++;
    }
  }
  const { found, response, candidates } = result;
  if (found) return { found, response, details: failure };
  const failures = result.failures + trapped;
  const failed = failures > 0 ? `, ${failures} searches failed` : "";
  const message = `${failure.message}; searched ${search.searches + trapped} times for the execution: ${candidates.length} candidates${failed}`;
  const { signal } = options;
  if (!signal?.aborted) return { details: { ...failure, message, candidates } };
  return {
    details: {
      ...failure,
      code: "aborted",
      message: `${failure.operation}: the caller ended the call, which had failed before: ${message}`,
      candidates,
      cause: signal.reason,
    },
  };
}
