/** The package without its module: for libraries, and for hosts that know better where it comes from. */
export * from "../index.ts";
export { type CompiledModule, load, type WasmGiven, type WasmSource } from "./slim.ts";
