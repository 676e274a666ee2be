import { WexaError } from "../core/errors.ts";
import type { RequestOptions } from "../core/options.ts";
import type { Execution, InboxItem } from "../generated/types.ts";
import type { Inbox, PendingItem } from "./inbox.ts";
import { toRequestOptions, type WatchConfig } from "./watch-options.ts";

/** How many items a page of the inbox is asked for: what the vendor's Python SDK sends. */
const PAGE = 100;

/** What an execution waits for. */
export async function listPending(
  inbox: Inbox,
  execution_id: string,
  options: RequestOptions | undefined,
): Promise<PendingItem[]> {
  const list = inbox.list({ status: "pending", limit: PAGE }, options);
  const { inbox_requests, total_count } = await list;
  let items: InboxItem[] = inbox_requests;
  // A short page is no end, but one that has all there is saves the request that would find nothing more.
  if (!Array.isArray(items) || items.length >= PAGE || !(items.length >= total_count)) {
    items = [];
    for await (const item of list) items.push(item);
  }
  return items.filter(
    (item) => item?.execution_id === execution_id && /^pending$/i.test(item.status),
  ) as PendingItem[];
}

/** Whether there is a handler of any kind of request. */
export function hasInboxHandlers({ onRuntimeInput, onPreview, onAnomaly }: WatchConfig): boolean {
  return Boolean(onRuntimeInput ?? onPreview ?? onAnomaly);
}

/** What the handlers need of the watch that they belong to. */
interface Watch {
  /** Aborts when the watch ends. */
  readonly signal: AbortSignal;
  readonly over: boolean;
  /** Whether the watch survives a failed poll. If not, it has ended with that error. */
  tolerates(error: unknown, failuresInARow: number): boolean;
  pollNow(): void;
  end(ended: { error?: unknown }): void;
}

/** Polls the inbox of an execution that is watched, and hands each pending item to its handler once. */
export class InboxHandlers {
  readonly #inbox: Inbox;
  readonly #watcher: Watch;
  readonly #config: WatchConfig;
  readonly #handled = new Set<string>();
  #polling = false;
  #failures = 0;

  constructor(inbox: Inbox, watcher: Watch, config: WatchConfig) {
    this.#inbox = inbox;
    this.#watcher = watcher;
    this.#config = config;
  }

  /** Polls the inbox, unless a poll is under way. */
  async poll(execution: Execution): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    try {
      const { signal } = this.#watcher;
      const items = await listPending(this.#inbox, execution.execution_id, {
        ...this.#call(execution),
        signal,
      });
      this.#failures = 0;
      for (const item of items) {
        if (!this.#watcher.over && !this.#handled.has(item._id)) void this.#handle(item, execution);
      }
    } catch (error) {
      this.#watcher.tolerates(error, ++this.#failures);
    } finally {
      this.#polling = false;
    }
  }

  /** The execution goes on being watched meanwhile: a person may take long, and somebody may cancel it. */
  async #handle(item: PendingItem, execution: Execution): Promise<void> {
    this.#handled.add(item._id);
    try {
      const send = await this.#answer(item, execution);
      // An answer that nobody waits for any more is not sent: the watch has ended, or its caller has ended it.
      if (!send || this.#watcher.over) return;
      try {
        await send();
      } catch (error) {
        // Somebody else has answered, or has cancelled the execution: the next poll shows which.
        const late = error instanceof WexaError && /^(conflict|not_found)$/.test(error.code);
        if (!late) throw error;
        this.#config.onError?.(error, 1);
      }
      this.#watcher.pollNow();
    } catch (error) {
      this.#watcher.end({ error });
    }
  }

  /** Asks the handler, and gives what sends its answer. The watch's end does not take it back on its way. */
  async #answer(item: PendingItem, execution: Execution): Promise<(() => Promise<unknown>) | undefined> {
    const { onRuntimeInput, onPreview, onAnomaly } = this.#config;
    const context = { execution, signal: this.#watcher.signal };
    const [inbox, call] = [this.#inbox, this.#call(execution)];
    switch (item.type) {
      case "runtime_input": {
        const values = await onRuntimeInput?.(item, context);
        return values && (() => inbox.submitRuntimeInput(item, values, call));
      }
      case "preview": {
        const approved = await onPreview?.(item, context);
        const input = approved === true ? item.preview.preview_input : approved;
        return input ? () => inbox.approvePreview(item, input, call) : undefined;
      }
      case "anomaly_detection": {
        const approved = await onAnomaly?.(item, context);
        return approved === undefined ? undefined : () => inbox.decideAnomaly(item, approved, call);
      }
    }
  }

  /** The options of a request about the execution: in its own project, whichever the client's is. */
  #call({ projectID: own }: Execution): RequestOptions {
    const options = toRequestOptions(this.#config);
    return { ...options, projectID: own || options.projectID };
  }
}
