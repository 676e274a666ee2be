import type { ApiPromise } from "../core/api-promise.ts";
import type { RequestOptions } from "../core/options.ts";
import { InboxResource } from "../generated/resources/inbox.ts";
import type { InboxItem, InboxPreview, InboxPreviewInput } from "../generated/types.ts";

/** Values that a run asks a person for. What else the item holds is not documented. */
export type RuntimeInputItem = InboxItem & { type: "runtime_input" };

/** What a run is about to do, for a person to approve. */
export type PreviewItem = InboxItem & { type: "preview"; preview: InboxPreview };

/** Something that a run has found odd, for a person to decide on. What else the item holds is not documented. */
export type AnomalyItem = InboxItem & { type: "anomaly_detection" };

/** What a run waits for: an item of the inbox that nobody has answered. */
export type PendingItem = RuntimeInputItem | PreviewItem | AnomalyItem;

/** Which request is answered: an item of the inbox is one. */
export type PendingItemRef = Pick<InboxItem, "execution_id" | "agent_id">;

/** The inbox: what executions ask of a person. Its times are in milliseconds, unlike those of executions and tasks. */
export class Inbox extends InboxResource {
  /** Submits the values that a run has asked for, by name: the run goes on. */
  submitRuntimeInput(
    request: PendingItemRef,
    values: Record<string, unknown>,
    options?: RequestOptions,
  ): ApiPromise<unknown> {
    const body = { is_submitted: true, values, agent_id: request?.agent_id };
    return this.updateRuntimeInput(request?.execution_id, body, options);
  }

  /** Saves values as a draft: the run goes on waiting. */
  saveRuntimeInput(
    request: PendingItemRef,
    values: Record<string, unknown>,
    options?: RequestOptions,
  ): ApiPromise<unknown> {
    const body = { is_submitted: false, values, agent_id: request?.agent_id };
    return this.updateRuntimeInput(request?.execution_id, body, options);
  }

  /** Approves what a run is about to do: `preview_input` is that of the item, with or without changes. */
  approvePreview(
    request: PendingItemRef,
    preview_input: InboxPreviewInput,
    options?: RequestOptions,
  ): ApiPromise<unknown> {
    const body = { is_approved: true, preview_input, agent_id: request?.agent_id };
    return this.updatePreview(request?.execution_id, body, options);
  }

  /** Saves changes to what a run is about to do as a draft: the run goes on waiting. */
  savePreview(
    request: PendingItemRef,
    preview_input: InboxPreviewInput,
    options?: RequestOptions,
  ): ApiPromise<unknown> {
    const body = { is_approved: false, preview_input, agent_id: request?.agent_id };
    return this.updatePreview(request?.execution_id, body, options);
  }

  /** Decides on what a run has found odd. What `false` does is not documented; the run goes on waiting at least. */
  decideAnomaly(
    request: Pick<InboxItem, "execution_id">,
    is_approved: boolean,
    options?: RequestOptions,
  ): ApiPromise<unknown> {
    return this.updateAnomalyDetection(request?.execution_id, { is_approved }, options);
  }
}
