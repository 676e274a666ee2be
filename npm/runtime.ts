import platform from "#platform";
import { WasmRuntime } from "./wasm/runtime.ts";

/** The module as this platform loads it: npm/entrypoints/ has a file for each platform. */
export const runtime = /* @__PURE__ */ new WasmRuntime(platform);
