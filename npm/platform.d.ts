// What the build puts in the place of these names, for each entry of the package: see rolldown.config.ts.

declare module "#platform" {
  import type { Platform } from "./engine.ts";

  const platform: Platform;
  export default platform;
}

/** The module's bytes in base64. */
declare module "#bytes" {
  const base64: string;
  export default base64;
}

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}

/** The bytes as a file of their own, which is fetched only when it is needed. */
declare module "#inline" {
  export { compileBytes } from "./platforms/bytes.ts";
}
