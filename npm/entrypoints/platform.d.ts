// What the build puts in the place of these names: see rolldown.config.ts. `#platform`, `#glue` and `#inline` are in the
// paths of tsconfig.json.

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
