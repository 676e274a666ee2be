import type { Platform } from "../engine.ts";

/**
 * Pages and their workers: the module is a file beside this one, compiled while it arrives.
 *
 * Where it is not there (a bundler that left it behind answers with another file, a wrong MIME type, `file:`), the
 * bytes come as JavaScript. Where the page's CSP forbids WebAssembly they would be refused as well.
 */
async function load(): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compileStreaming(fetch(new URL("./wexa.wasm", import.meta.url)));
  } catch (error) {
    if (/content security policy|unsafe-eval/i.test(String(error))) throw error;
    const { coders, compileBytes } = await import("#inline");
    platform.coders = coders;
    return compileBytes();
  }
}

const platform: Platform = { module: load, shared: true, init: { cache: "no-store" } };
export default platform;
