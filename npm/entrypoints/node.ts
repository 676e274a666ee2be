import type { Platform } from "../wasm/runtime.ts";
import { compileBytes } from "./bytes.ts";

/** Node, Deno and Bun: the bytes are in the JavaScript, since a bundled file is not found again on the disk. */
const platform: Platform = {
  module: compileBytes,
  canShareAcrossRequests: true,
  fetchOptions: { cache: "no-store" },
};
export default platform;
