// The glue that wasm-bindgen makes of src/bindings/, as a factory: importing it does nothing, and each instance of the module
// has state of its own. rolldown.config.ts builds it.
import type * as Module from "../generated/module.d.ts";
import type { TextCoders } from "./text-coders.ts";

/** The exports of one instance. */
export type Glue = typeof Module & {
  /** Tells src/bindings/values.js that the instance must not be called again. */
  markTrapped(thrown: unknown): void;
};

export default function makeGlue(...coders: TextCoders): Glue;
