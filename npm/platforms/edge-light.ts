import type { Platform } from "../engine.ts";
import * as more from "../more.ts";
import { ownModule } from "./own-module.ts";
import module from "./wexa.wasm?module";

/** Vercel's edge: the module is compiled ahead of time, and requests share nothing. */
const platform: Platform = { module: () => ownModule(module), more: () => more, shared: false, init: {} };
export default platform;
