import type { ApiPromise } from "../core/api-promise.ts";
import type { AnomalyItem, PreviewItem, RuntimeInputItem } from "../core/option-types.ts";
import type { RequestOptions } from "../core/options.ts";
import { InboxResource } from "../generated/resources/inbox.ts";
import type { InboxItem, InboxPreviewInput } from "../generated/types.ts";

/** What an execution waits for: an item of the inbox that nobody has answered. */
export type PendingItem = RuntimeInputItem | PreviewItem | AnomalyItem;

/** Which request is answered: an item of the inbox is one. */
export type PendingItemRef = Pick<InboxItem, "execution_id" | "agent_id">;

/** The inbox: what executions ask of a person. Its times are in milliseconds, unlike those of executions and tasks. */
export class Inbox extends InboxResource {
  /** Submits the values that an execution has asked for, by name: it goes on. */
  submitRuntimeInput(
    request: PendingItemRef,
    values: Record<string, unknown>,
    options?: RequestOptions,
  ): ApiPromise<unknown> {
    const body = { is_submitted: true, values, agent_id: request?.agent_id };
    return this.updateRuntimeInput(request?.execution_id, body, options);
  }

  /** Saves values as a draft: the execution goes on waiting. */
  saveRuntimeInput(
    request: PendingItemRef,
    values: Record<string, unknown>,
    options?: RequestOptions,
  ): ApiPromise<unknown> {
    const body = { is_submitted: false, values, agent_id: request?.agent_id };
    return this.updateRuntimeInput(request?.execution_id, body, options);
  }

  /** Approves what an execution is about to do: `preview_input` is that of the item, with or without changes. */
  approvePreview(
    request: PendingItemRef,
    preview_input: InboxPreviewInput,
    options?: RequestOptions,
  ): ApiPromise<unknown> {
    const body = { is_approved: true, preview_input, agent_id: request?.agent_id };
    return this.updatePreview(request?.execution_id, body, options);
  }

  /** Saves changes to what an execution is about to do as a draft: the execution goes on waiting. */
  savePreview(
    request: PendingItemRef,
    preview_input: InboxPreviewInput,
    options?: RequestOptions,
  ): ApiPromise<unknown> {
    const body = { is_approved: false, preview_input, agent_id: request?.agent_id };
    return this.updatePreview(request?.execution_id, body, options);
  }

  /** Decides on what an execution has found odd. What `false` does is not documented; the execution goes on waiting at least. */
  decideAnomaly(
    request: Pick<InboxItem, "execution_id">,
    is_approved: boolean,
    options?: RequestOptions,
  ): ApiPromise<unknown> {
    return this.updateAnomalyDetection(request?.execution_id, { is_approved }, options);
  }
}
