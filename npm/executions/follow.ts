import type { Engine } from "./engine.ts";
import type { Execution } from "./generated/types.ts";
import type { Begin } from "./group.ts";
import type { Inbox } from "./inbox.ts";
import type { Settings } from "./options.ts";
import { ExecutionsOperations, settingsOfCall } from "./shared.ts";
import { Watch } from "./watch.ts";
import { ofEach, type Watching } from "./watch-options.ts";
import { Poller } from "./watch-poller.ts";
import { Asking, asks } from "./watch-requests.ts";

/** One walk over the changes of an execution. */
export interface Following extends AsyncIterator<Execution, undefined> {
  return(): Promise<IteratorResult<Execution, undefined>>;
}

/**
 * Begins to follow an execution. Throws `ConfigurationError`.
 *
 * `name` is for messages; `first` is an execution that is known already.
 */
export type Follow = (name: string, id: string, options: Watching, first?: Execution) => Following;

/** What follows executions for one client. */
export function following(engine: Engine, settings: Settings, begin: Begin, inbox: Inbox): Follow {
  const executions = new ExecutionsOperations(begin);
  /** Those that look at an execution now, by the execution and the options of their requests. */
  const pollers = new Map<string, Poller>();

  const pollerOf = (id: string, watching: Watching): Poller => {
    const options = ofEach(watching);
    const get = (signal: AbortSignal) => executions.get(id, { ...options, signal }).withResponse();
    if (!engine.platform.shared) return new Poller(engine, get);
    const key = JSON.stringify([String(id), options]);
    let poller = pollers.get(key);
    if (!poller) {
      poller = new Poller(engine, get, () => pollers.delete(key));
      pollers.set(key, poller);
    }
    return poller;
  };

  return (name, id, options, first) => {
    // The options of its requests are looked at before the first of them.
    const { maxRetryAfter } = settingsOfCall(settings, options);
    return new Watch({
      name,
      options,
      maxAsked: maxRetryAfter,
      poller: pollerOf(id, options),
      first,
      asking: asks(options) ? (watch) => new Asking(inbox, watch, options) : undefined,
    });
  };
}
