import base64 from "#bytes";
import { Utf8Decoder, Utf8Encoder } from "../utf8.ts";

/** For platforms that need the bytes, and may have no coders of their own. */
export const coders = { TextDecoder: Utf8Decoder, TextEncoder: Utf8Encoder };

/** The module, compiled from bytes that are part of the JavaScript. */
export function compileBytes(): Promise<WebAssembly.Module> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return WebAssembly.compile(bytes);
}
