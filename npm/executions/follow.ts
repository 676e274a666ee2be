import type { CallOperation } from "../core/api-promise.ts";
import { type ResolvedOptions, resolveRequestOptions } from "../core/options.ts";
import { ExecutionsResource } from "../generated/resources/executions.ts";
import type { Execution } from "../generated/types.ts";
import type { WasmRuntime } from "../wasm/runtime.ts";
import type { Inbox } from "./inbox.ts";
import { hasInboxHandlers, InboxHandlers } from "./inbox-handlers.ts";
import { Poller } from "./poller.ts";
import { toRequestOptions, type WatchConfig } from "./watch-options.ts";
import { Watcher } from "./watcher.ts";

/** One walk over the changes of an execution. */
export interface Following extends AsyncIterator<Execution, undefined> {
  return(): Promise<IteratorResult<Execution, undefined>>;
}

/**
 * Begins to follow an execution. Throws `ConfigurationError`.
 *
 * `name` is for messages; `first` is an execution that is known already.
 */
export type CreateWatcher = (name: string, id: string, config: WatchConfig, first?: Execution) => Following;

/** What follows executions for one client: its watches of the same execution share their polls. */
export function createWatcherFactory(
  runtime: WasmRuntime,
  options: ResolvedOptions,
  call: CallOperation,
  inbox: Inbox,
): CreateWatcher {
  const executions = new ExecutionsResource(call);
  /** Those that poll an execution now, by the execution and the options of their requests. */
  const pollers = new Map<string, Poller>();

  const getPoller = (id: string, config: WatchConfig): Poller => {
    const request = toRequestOptions(config);
    const get = (signal: AbortSignal) => executions.get(id, { ...request, signal }).withResponse();
    if (!runtime.platform.canShareAcrossRequests) return new Poller(runtime, get);
    const key = JSON.stringify([String(id), request]);
    let poller = pollers.get(key);
    if (!poller) {
      poller = new Poller(runtime, get, () => pollers.delete(key));
      pollers.set(key, poller);
    }
    return poller;
  };

  return (name, id, config, first) => {
    // The options of its requests are checked before the first of them.
    const { signal } = config;
    const { maxRetryAfter } = resolveRequestOptions(options, { ...toRequestOptions(config), signal });
    return new Watcher({
      name,
      config,
      maxRetryAfter,
      poller: getPoller(id, config),
      first,
      createHandlers: hasInboxHandlers(config)
        ? (watcher) => new InboxHandlers(inbox, watcher, config)
        : undefined,
    });
  };
}
