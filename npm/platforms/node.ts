import type { Platform } from "../engine.ts";
import * as more from "../more.ts";
import { notSent } from "../not-sent.ts";
import { coders, compileBytes } from "./bytes.ts";

/** Node, Deno and Bun: the bytes are in the JavaScript, since a bundled file is not found again on the disk. */
const platform: Platform = {
  module: compileBytes,
  more: () => more,
  notSent,
  coders,
  shared: true,
  init: { cache: "no-store" },
};
export default platform;
