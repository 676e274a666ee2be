import { exposesKey, isLoopback } from "./base-url.ts";
import { invalidOption } from "./option-checks.ts";
import type { ApiKey, Logger } from "./types.ts";

/** The globals that distinguish a browser from other platforms. */
interface Globals {
  location?: { hostname?: string };
  document?: unknown;
  process?: { versions?: { node?: unknown } };
  Deno?: unknown;
  WorkerGlobalScope?: unknown;
}

let hasWarned = false;

const EVERYONE = "everyone who opens this page could read it: ";

/**
 * Refuses keys where others can read them: over plain http, and in the pages of a site. Throws `ConfigurationError`.
 *
 * `allowed` is the option `dangerouslyAllowBrowser`. In a page of this machine the client only warns, once.
 * tests/facts/browser-guard.json holds this and src/client/options.rs to the same cases.
 */
export function guardKey(apiKey: ApiKey, baseUrl: URL, allowed: boolean, logger: Logger): void {
  if (apiKey === null || isLoopback(baseUrl.hostname)) return;
  if (exposesKey(baseUrl)) throw invalidOption("baseUrl", "a key needs https");
  const host = getPageHost();
  if (typeof apiKey !== "string" || host === undefined || allowed) return;
  if (!isLoopback(host)) {
    throw invalidOption(
      "apiKey",
      `${EVERYONE}use a proxy (apiKey: null), or dangerouslyAllowBrowser if the page is for you alone`,
    );
  }
  if (!hasWarned) {
    hasWarned = true;
    logger.warn(`wexa-executeflow: API key: ${EVERYONE}a site needs a proxy`);
  }
}

/** The host of the page that this code runs in, or whose worker it runs in; `undefined` outside of browsers. */
function getPageHost(): string | undefined {
  const globals: Globals = globalThis;
  // Node with jsdom has a document, and workerd has a WorkerGlobalScope, but neither is a browser.
  if (globals.process?.versions?.node || globals.Deno) return undefined;
  return globals.document || globals.WorkerGlobalScope ? globals.location?.hostname : undefined;
}
