import type { RequestOptions } from "../generated/options.ts";
import type { OperationName } from "../generated/routes.ts";

/** The value of a call, with the response that it came in. */
export interface WithResponse<T> {
  /** The value that the call's promise resolves to. */
  data: T;
  /** The HTTP response. Its body has been read. */
  response: Response;
  /** The server's id of the request, if the server sends one that can be read. */
  requestId: string | undefined;
}

/** The promise of a call's value, which can also give the response that the value came in. */
export interface ApiPromise<T> extends Promise<T> {
  /** The value together with the HTTP response and its request id. */
  withResponse(): Promise<WithResponse<T>>;
}

/** What a caller passes to an operation, not yet checked. */
export interface OperationArgs {
  /** The ids in the path, in its order. */
  ids?: readonly unknown[];
  /** The body; absent if the operation has none. */
  body?: unknown;
  /** The query; absent if the operation has none. */
  query?: unknown;
}

/** Calls an operation. Every failure is a rejection of the promise. */
export type CallOperation = <T>(
  operation: OperationName,
  args: OperationArgs,
  options: RequestOptions | undefined,
) => ApiPromise<T>;
