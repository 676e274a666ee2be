import type { Idempotency } from "../inside/cell.ts";

/** What a call must come to. */
export interface Fate {
  /** The class of the error with its code, or the value that the call resolves with. */
  what: string;
  outcome: string;
  retryable: boolean;
  /** How often the request is sent. */
  sent: number;
  /** How many of these arrive, where that is not all of them. */
  arrive?: number;
  /** How the cause of the error looks, where that matters. */
  cause?: string;
}

export type Fates = Record<Idempotency, Fate>;

/** The call resolves with the server's own object. */
export function resolves(sent = 1, goal = "run"): Fate {
  return { what: `resolves, goal ${goal}`, outcome: "", retryable: false, sent };
}

export function rejects(what: string, outcome: string, retryable: boolean, sent: number): Fate {
  return { what, outcome, retryable, sent };
}

export function always(fate: Fate): Fates {
  return { safe: fate, idempotent: fate, non_idempotent: fate };
}

/** What can be repeated is: it is sent three times. What must happen once is not. */
export function doubtful(what: string): Fates {
  const again = rejects(what, "unknown", true, 3);
  return { safe: again, idempotent: again, non_idempotent: rejects(what, "unknown", false, 1) };
}

/** The server has certainly done nothing, and says that it never will. */
export function refused(what: string): Fates {
  return always(rejects(what, "refused", false, 1));
}

/** The server has certainly done nothing, and may do it another time: also what must happen once is repeated. */
export function busy(what: string, sent = 3): Fates {
  return always(rejects(what, "refused", true, sent));
}

/** A whole reply that says nothing of use. Another one would say no more. */
export const unusable: Fates = always(rejects("ResponseError bad_response", "unknown", false, 1));

export const lost: Fates = doubtful("ConnectionError connection");
export const late: Fates = doubtful("TimeoutError timeout");
export const failed: Fates = doubtful("ServerError server");
export const tooLarge: Fates = always(rejects("ResponseError too_large", "unknown", false, 1));
export const redirected: Fates = always(rejects("ResponseError redirected", "unknown", false, 1));
export const rateLimited: Fates = busy("RateLimitError rate_limit");

/** What can be repeated gets through, what must happen once does not. */
export function second(once: Fates): Fates {
  return { safe: resolves(2), idempotent: resolves(2), non_idempotent: once.non_idempotent };
}
