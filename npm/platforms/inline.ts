import type { Platform } from "../engine.ts";
import { coders, compileBytes } from "./bytes.ts";

/** Anywhere, without a file or a request: the bytes are in the JavaScript. */
const platform: Platform = { module: compileBytes, coders, shared: true, init: {} };
export default platform;
