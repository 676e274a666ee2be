import type { Platform } from "../engine.ts";
import * as more from "../more.ts";
import { notSent } from "../not-sent.ts";
import { coders, compileBytes } from "./bytes.ts";

/** A timer of Node's and Bun's is an object, that of Deno is a number. */
function rest(timer: unknown, resting: boolean): boolean {
  if (typeof timer !== "object") return false;
  const { ref, unref } = timer as NodeJS.Timeout;
  (resting ? unref : ref).call(timer as NodeJS.Timeout);
  return true;
}

/** Node, Deno and Bun: the bytes are in the JavaScript, since a bundled file is not found again on the disk. */
const platform: Platform = {
  module: compileBytes,
  more: () => more,
  notSent,
  coders,
  shared: true,
  rest,
  init: { cache: "no-store" },
};
export default platform;
