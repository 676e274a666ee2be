import module from "./wexa.wasm?module";
import type { Platform } from "../engine.ts";

/** Vercel's edge: the module is compiled ahead of time, and requests share nothing. */
const platform: Platform = { module: () => module, shared: false, init: {} };
export default platform;
