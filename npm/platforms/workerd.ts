import type { Platform } from "../engine.ts";
import * as more from "../more.ts";
import module from "./wexa.wasm";

/** Cloudflare's workers: the module is compiled ahead of time, and requests share nothing. */
const platform: Platform = {
  module: () => module,
  more: () => more,
  shared: false,
  init: {},
  reads: 2 ** 26,
};
export default platform;
