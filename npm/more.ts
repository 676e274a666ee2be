/**
 * What no single call needs: the browser's entry loads it when it is first used. All others have it from the start.
 */
export { reconcile } from "./reconcile.ts";
export { runsOf } from "./runs.ts";
