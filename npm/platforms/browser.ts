import { type Platform, refusedByPolicy } from "../engine.ts";

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
    if (refusedByPolicy(error)) throw error;
    // A service worker may not import: what it is told of is the file.
    const { coders, compileBytes } = await import("#inline").catch(() => Promise.reject(error));
    platform.coders = coders;
    return compileBytes();
  }
}

const platform: Platform = { module: load, shared: true, init: { cache: "no-store" } };
export default platform;
