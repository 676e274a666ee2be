import { type ApiKey, type Logger, wrong } from "./options.ts";

/** What tells a browser from everything else. */
interface Platform {
  location?: { hostname?: unknown };
  document?: unknown;
  process?: { versions?: { node?: unknown } };
  Deno?: unknown;
  WorkerGlobalScope?: unknown;
}

let warned = false;

/** Keeps keys out of places where others can read them: plain http, and the pages of a site. */
export function guardKey(apiKey: ApiKey, baseUrl: URL, allowed: boolean, logger: Logger): void {
  const local = isLoopback(baseUrl.hostname);
  if (apiKey !== null && baseUrl.protocol === "http:" && !local) {
    throw wrong("baseUrl", "plain http would send the key in the clear; use https");
  }
  const page = pageHost();
  if (typeof apiKey !== "string" || page === undefined || local || allowed) return;
  if (!isLoopback(page)) {
    throw wrong(
      "apiKey",
      "everyone who opens this page could read the key. Send the requests through a proxy that adds it " +
        "(apiKey: null, baseUrl: the proxy's address), " +
        "or set dangerouslyAllowBrowser if the page is for you alone",
    );
  }
  if (!warned) {
    warned = true;
    logger.warn(
      "wexa-executeflow: this page holds an API key. It works on this machine; a site must use a proxy",
    );
  }
}

/** The host of the page that this runs in, or whose worker it runs in; `undefined` outside of browsers. */
function pageHost(): string | undefined {
  const { location, document, process, Deno, WorkerGlobalScope } = globalThis as unknown as Platform;
  // Node with jsdom has a document, and workerd has a WorkerGlobalScope, but neither is a browser.
  if (process?.versions?.node || Deno || (!document && !WorkerGlobalScope)) return undefined;
  return typeof location?.hostname === "string" ? location.hostname : undefined;
}

function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);
}
