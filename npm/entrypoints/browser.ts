import { isRefusedByPolicy } from "../wasm/load-error.ts";
import type { Platform } from "../wasm/runtime.ts";

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
    if (isRefusedByPolicy(error)) throw error;
    // A service worker may not import: what it is told of is the file.
    const { compileBytes } = await import("#inline").catch(() => Promise.reject(error));
    return compileBytes();
  }
}

const platform: Platform = {
  module: load,
  canShareAcrossRequests: true,
  fetchOptions: { cache: "no-store" },
};
export default platform;
