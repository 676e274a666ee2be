import type { Platform } from "../engine.ts";
import module from "./wexa.wasm?module";

/** Vercel's edge: the module is compiled ahead of time, and requests share nothing. */
const platform: Platform = { module: () => module, shared: false, init: {} };
export default platform;
