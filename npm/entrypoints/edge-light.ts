import type { Platform } from "../wasm/runtime.ts";
import { ownModule } from "./own-module.ts";
import module from "./wexa.wasm?module";

/** Vercel's edge: the module is compiled ahead of time, and requests share nothing. */
const platform: Platform = {
  module: () => ownModule(module),
  canShareAcrossRequests: false,
  fetchOptions: {},
};
export default platform;
