import type * as Shared from "../shared.ts";

// npm/shared.ts in the file that the browser's entry loads when it is first used: lent by the entry, which has it. To be
// imported, it would have to be a third file, or to be exported by the entry; bundled, often by the page's own entry.

export let Attempt: typeof Shared.Attempt;
export let TIMED_OUT: typeof Shared.TIMED_OUT;
export let now: typeof Shared.now;
export let cutShort: typeof Shared.cutShort;
export let errorOf: typeof Shared.errorOf;
export let WexaError: typeof Shared.WexaError;
export let begin: typeof Shared.begin;
export let ExecutionsOperations: typeof Shared.ExecutionsOperations;
export let count: typeof Shared.count;
export let reconciles: typeof Shared.reconciles;
export let settingsOfCall: typeof Shared.settingsOfCall;
export let positive: typeof Shared.positive;
export let wrong: typeof Shared.wrong;
export let redact: typeof Shared.redact;

type Lent = [
  typeof Attempt,
  typeof TIMED_OUT,
  typeof now,
  typeof cutShort,
  typeof errorOf,
  typeof WexaError,
  typeof begin,
  typeof ExecutionsOperations,
  typeof count,
  typeof reconciles,
  typeof settingsOfCall,
  typeof positive,
  typeof wrong,
  typeof redact,
];

/** Takes what is lent. By places: names would be kept by every minifier, on both sides. */
export function take(...lent: Lent): void {
  [
    Attempt,
    TIMED_OUT,
    now,
    cutShort,
    errorOf,
    WexaError,
    begin,
    ExecutionsOperations,
    count,
    reconciles,
    settingsOfCall,
    positive,
    wrong,
    redact,
  ] = lent;
}
