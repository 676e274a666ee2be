import type { Execution, InboxItem } from "./generated/types.ts";
import type { Inbox, PendingItem } from "./inbox.ts";
import type { RequestOptions } from "./options.ts";
import { WexaError } from "./shared.ts";
import type { Watch } from "./watch.ts";
import { ofEach, type Watching } from "./watch-options.ts";

/** How many items a page of the inbox is asked for: what the vendor's Python SDK sends. */
const PAGE = 100;

/** What an execution waits for. */
export async function requestsOf(
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
export function asks({ onRuntimeInput, onPreview, onAnomaly }: Watching): boolean {
  return Boolean(onRuntimeInput ?? onPreview ?? onAnomaly);
}

/** What a run asks while it is watched: looks into the inbox, and hands each request to its handler once. */
export class Asking {
  readonly #inbox: Inbox;
  readonly #watch: Watch;
  readonly #options: Watching;
  readonly #handled = new Set<string>();
  #looking = false;
  #failures = 0;

  constructor(inbox: Inbox, watch: Watch, options: Watching) {
    this.#inbox = inbox;
    this.#watch = watch;
    this.#options = options;
  }

  /** Looks into the inbox, unless it is being looked into. */
  async look(execution: Execution): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const { signal } = this.#watch;
      const requests = await requestsOf(this.#inbox, execution.execution_id, {
        ...this.#call(execution),
        signal,
      });
      this.#failures = 0;
      for (const request of requests) {
        if (!this.#watch.over && !this.#handled.has(request._id)) void this.#handle(request, execution);
      }
    } catch (error) {
      this.#watch.survives(error, ++this.#failures);
    } finally {
      this.#looking = false;
    }
  }

  /** The run goes on being watched meanwhile: a person may take long, and somebody may cancel it. */
  async #handle(request: PendingItem, execution: Execution): Promise<void> {
    this.#handled.add(request._id);
    try {
      const send = await this.#answer(request, execution);
      // An answer that nobody waits for any more is not sent: the watch has ended, or its caller has ended it.
      if (!send || this.#watch.over) return;
      try {
        await send();
      } catch (error) {
        // Somebody else has answered, or has cancelled the run: the next look shows which.
        const late = error instanceof WexaError && /^(conflict|not_found)$/.test(error.code);
        if (!late) throw error;
        this.#options.onError?.(error, 1);
      }
      this.#watch.hurry();
    } catch (error) {
      this.#watch.end({ error });
    }
  }

  /** Asks the handler, and gives what sends its answer. The watch's end does not take it back on its way. */
  async #answer(request: PendingItem, execution: Execution): Promise<(() => Promise<unknown>) | undefined> {
    const { onRuntimeInput, onPreview, onAnomaly } = this.#options;
    const context = { execution, signal: this.#watch.signal };
    const [inbox, call] = [this.#inbox, this.#call(execution)];
    switch (request.type) {
      case "runtime_input": {
        const values = await onRuntimeInput?.(request, context);
        return values && (() => inbox.submitRuntimeInput(request, values, call));
      }
      case "preview": {
        const approved = await onPreview?.(request, context);
        const input = approved === true ? request.preview.preview_input : approved;
        return input ? () => inbox.approvePreview(request, input, call) : undefined;
      }
      case "anomaly_detection": {
        const approved = await onAnomaly?.(request, context);
        return approved === undefined ? undefined : () => inbox.decideAnomaly(request, approved, call);
      }
    }
  }

  /** The options of a request about the execution: in its own project, whichever the client's is. */
  #call({ projectID: own }: Execution): RequestOptions {
    const options = ofEach(this.#options);
    return { ...options, projectID: own || options.projectID };
  }
}
