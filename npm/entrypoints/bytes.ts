import base64 from "#bytes";

/** The module, compiled from bytes that are part of the JavaScript. */
export function compileBytes(): Promise<WebAssembly.Module> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return WebAssembly.compile(bytes);
}
