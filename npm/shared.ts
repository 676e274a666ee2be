/**
 * What the modules behind npm/more.ts use of the rest: they import it from here and from nowhere else.
 *
 * In the browser's entry they are a file of their own, which brings no second copy of any of this: there the build puts
 * npm/platforms/lent.ts in this one's place.
 */
export { Attempt, TIMED_OUT } from "./attempt.ts";
export { now } from "./clock.ts";
export { errorOf, WexaError } from "./errors.ts";
export { begin } from "./group.ts";
export { ExecutionsOperations } from "./groups.ts";
export { cutShort } from "./loading.ts";
export { count, positive, reconciles, settingsOfCall, wrong } from "./options.ts";
export { redact } from "./redact.ts";
