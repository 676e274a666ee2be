import type { Platform } from "../wasm/runtime.ts";
import module from "./wexa.wasm";

/** Cloudflare's workers: the module is compiled ahead of time, and requests share nothing. */
const platform: Platform = {
  module: () => module,
  canShareAcrossRequests: false,
  fetchOptions: {},
  // Reading a stream costs more there than all else of a call: the platform's own limit of memory is low enough.
  textLimit: 2 ** 26,
};
export default platform;
