import type { Platform } from "../wasm/runtime.ts";
import { compileBytes } from "./bytes.ts";

/** Anywhere, without a file or a request: the bytes are in the JavaScript. */
const platform: Platform = {
  module: compileBytes,
  canShareAcrossRequests: true,
  fetchOptions: {},
};
export default platform;
