/** The file that the browser's entry loads when it is first used. */
export * from "../more.ts";
export { take } from "./lent.ts";
