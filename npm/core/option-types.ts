import type { CreateExecution, Execution, InboxItem, InboxPreview } from "../generated/types.ts";
import type { WexaError } from "./errors.ts";

/** Values that an execution asks a person for. What else the item holds is not documented. */
export type RuntimeInputItem = InboxItem & { type: "runtime_input" };

/** What an execution is about to do, for a person to approve. */
export type PreviewItem = InboxItem & { type: "preview"; preview: InboxPreview };

/** Something that an execution has found odd, for a person to decide on. What else the item holds is not documented. */
export type AnomalyItem = InboxItem & { type: "anomaly_detection" };

/** What a handler says to a request: `undefined` leaves it open. */
export type HandlerResult<T> = T | undefined | Promise<T | undefined>;

/** What a handler is told beside the request. */
export interface HandlerContext {
  /** The execution that asks, as it was seen last. */
  execution: Execution;
  /** Aborts when the watch ends: nobody waits for the answer any more, and it is not sent. */
  signal: AbortSignal;
}

/** What became of one request of `createMany`: an execution, or an error whose `outcome` says it. */
export type CreateManyResult = {
  /** Its place in the iterable, from 0. */
  index: number;
  /** What the iterable gave. */
  request: CreateExecution;
} & ({ execution: Execution; error?: undefined } | { execution?: undefined; error: WexaError });
