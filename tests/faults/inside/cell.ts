// What goes into a platform and what comes out of it, as JSON.

/** What repeating an operation can do, by the operation that stands for it here. */
export type Idempotency = "safe" | "idempotent" | "non_idempotent";

/** When and how the caller ends the call. */
export interface Ending {
  /** Before the call, or when the server says that it has come so far. */
  at: "before" | "arrived";
  reason: "error" | "text" | "nothing";
}

/** One call. */
export interface Cell {
  idempotency: Idempotency;
  baseUrl: string;
  apiKey: string;
  /** A part of the key that nothing else contains, however the key is written. */
  secret: string;
  timeout: number;
  ending?: Ending | undefined;
}

/** What became of it. */
export interface Told {
  /** Set where the call resolved. */
  value?: { execution_id: unknown; goal: unknown; plain: boolean };
  /** Set where it rejected. */
  error?: {
    /** Whether it is an Error, a WexaError and of the class that it is named after. */
    genuine: boolean;
    name: string;
    code: string;
    outcome: string;
    retryable: boolean;
    status: number | undefined;
    attempts: number;
    message: string;
    /** How the caller's reason arrived. */
    cause: "the reason" | "AbortError" | "other" | "none";
  };
  /** The places where the key was found. */
  leaks: string[];
  /** What nobody caught. */
  uncaught: string[];
  /** Milliseconds. */
  took: number;
}
