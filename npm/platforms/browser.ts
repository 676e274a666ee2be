import { Attempt, TIMED_OUT } from "../attempt.ts";
import { now } from "../clock.ts";
import { type Platform, refusedByPolicy } from "../engine.ts";
import { errorOf, WasmError, WexaError } from "../errors.ts";
import { begin } from "../group.ts";
import { ExecutionsOperations } from "../groups.ts";
import { cutShort, type More } from "../loading.ts";
import { longBodies } from "../long-bodies.ts";
import { count, positive, reconciles, settingsOfCall, wrong } from "../options.ts";
import { redact } from "../redact.ts";

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

let there: More | Promise<More> | undefined;

/** Loads what a page need not have before it follows an execution. A load that failed is tried again. */
async function loadMore(): Promise<More> {
  try {
    const more = await import("#more");
    more.take(
      Attempt,
      TIMED_OUT,
      now,
      cutShort,
      errorOf,
      WexaError,
      begin,
      ExecutionsOperations,
      count,
      reconciles,
      settingsOfCall,
      positive,
      wrong,
      redact,
    );
    there = more;
    return more;
  } catch (cause) {
    there = undefined;
    throw new WasmError({
      code: "wasm_load",
      message: `more.js cannot be loaded: ${cause}. A service worker needs wexa-executeflow/inline`,
      cause,
      retryable: true,
    });
  }
}

const platform: Platform = {
  module: load,
  more: () => (there ??= loadMore()),
  shared: true,
  rest: () => true,
  long: longBodies(),
  init: { cache: "no-store" },
};
export default platform;
