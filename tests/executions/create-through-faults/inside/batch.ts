// What goes into a platform and what comes out of it, as JSON.

/** Who makes the creates: this client with its default, this client looking for what it started, or a naive one. */
export type Way = "default" | "reconcile" | "naive";

/** Creates with the numbers from `from` to `to`, the latter not among them. */
export interface Batch {
  way: Way;
  baseUrl: string;
  apiKey: string;
  timeout: number;
  from: number;
  to: number;
  /** How many wait for their first reply at once. */
  atOnce: number;
}

/** What a create came to. */
export interface End {
  nonce: string;
  /** Of the execution that it resolved to. */
  id?: string;
  /** Where it rejected: what the error says of it, and how. */
  outcome?: string;
  code?: string;
  message?: string;
  /** How often fetch was called for it with POST. */
  fetched: number;
}
