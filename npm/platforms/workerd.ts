import module from "./wexa.wasm";
import type { Platform } from "../engine.ts";

/** Cloudflare's workers: the module is compiled ahead of time, and requests share nothing. */
const platform: Platform = { module: () => module, shared: false, init: {} };
export default platform;
