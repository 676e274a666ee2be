import { type ApiKey, type Logger, wrong } from "./options.ts";

/** What tells a browser from everything else. */
interface Platform {
  location?: { hostname?: string };
  document?: unknown;
  process?: { versions?: { node?: unknown } };
  Deno?: unknown;
  WorkerGlobalScope?: unknown;
}

let warned = false;

const EVERYONE = "everyone who opens this page could read it: ";

/** Keeps keys out of places where others can read them: plain http, and the pages of a site. */
export function guardKey(apiKey: ApiKey, baseUrl: URL, allowed: boolean, logger: Logger): void {
  if (apiKey === null || isLoopback(baseUrl.hostname)) return;
  if (baseUrl.protocol === "http:") throw wrong("baseUrl", "a key needs https");
  const page = pageHost();
  if (typeof apiKey !== "string" || page === undefined || allowed) return;
  if (!isLoopback(page)) {
    throw wrong(
      "apiKey",
      `${EVERYONE}use a proxy (apiKey: null), or dangerouslyAllowBrowser if the page is for you alone`,
    );
  }
  if (!warned) {
    warned = true;
    logger.warn(`wexa-executeflow: API key: ${EVERYONE}a site needs a proxy`);
  }
}

/** The host of the page that this runs in, or whose worker it runs in; `undefined` outside of browsers. */
function pageHost(): string | undefined {
  const here: Platform = globalThis;
  // Node with jsdom has a document, and workerd has a WorkerGlobalScope, but neither is a browser.
  if (here.process?.versions?.node || here.Deno || !(here.document || here.WorkerGlobalScope))
    return undefined;
  return here.location?.hostname;
}

function isLoopback(host: string): boolean {
  // What ends like an IPv4 address is one, in full, wherever a URL has been read.
  return /^((.+\.)?localhost|127\.[.\d]+|\[::1\])$/.test(host);
}
