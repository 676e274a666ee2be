import type { Platform } from "../engine.ts";
import * as more from "../more.ts";
import { notSent } from "../not-sent.ts";
import { coders, compileBytes } from "./bytes.ts";

/** Anywhere, without a file or a request: the bytes are in the JavaScript. */
const platform: Platform = {
  module: compileBytes,
  more: () => more,
  notSent,
  coders,
  shared: true,
  init: {},
};
export default platform;
