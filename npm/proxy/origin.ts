import { ATTEMPT_HEADER } from "./attempts.ts";
import type { Settings } from "./options.ts";
import { Refusal } from "./refusal.ts";

/** The headers that a page's client reads. */
const EXPOSED = "retry-after, retry-after-ms, x-request-id, date";
const METHODS = "GET, POST, PUT, PATCH, DELETE";
const PREFLIGHT_SECONDS = "600";

type Headers = Record<string, string>;

/** What every reply says, whatever it is: it is for one caller, and it is data. */
export const COMMON: Readonly<Headers> = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  vary: "Origin",
};

/** The headers that let the page of an allowed origin read a reply. */
export function corsOf(request: Request, settings: Settings): Headers {
  const origin = request.headers.get("origin");
  if (origin === null || !isAllowed(origin, request, settings)) return { ...COMMON };
  return {
    ...COMMON,
    "access-control-allow-origin": origin,
    "access-control-expose-headers": EXPOSED,
    ...(settings.credentials ? { "access-control-allow-credentials": "true" } : {}),
  };
}

/**
 * Refuses what a page of another site may have sent: a browser sends that with the visitor's cookies.
 *
 * A browser names the origin with every request but a GET to the page's own origin, for which it says `same-origin`
 * in a header that no page can set.
 */
export function checkOrigin(request: Request, settings: Settings): void {
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  if (origin !== null) {
    if (isAllowed(origin, request, settings)) return;
    throw new Refusal(403, "proxy_origin", "the proxy does not serve pages of this origin");
  }
  if (request.method === "GET" && site === "same-origin") return;
  const fromBrowser = site !== null && site !== "none";
  if (!settings.requireOrigin && !fromBrowser) return;
  throw new Refusal(403, "proxy_origin", "the proxy serves pages, and this request does not say whose it is");
}

/** Answers a preflight; the API never hears of it. */
export function preflight(request: Request, settings: Settings, cors: Headers): Response {
  const origin = request.headers.get("origin");
  if (origin === null || !isAllowed(origin, request, settings)) {
    throw new Refusal(403, "proxy_origin", "the proxy does not serve pages of this origin");
  }
  const headers = {
    ...cors,
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": ["content-type", ATTEMPT_HEADER, ...settings.allowHeaders].join(", "),
    "access-control-max-age": PREFLIGHT_SECONDS,
  };
  return new Response(null, { status: 204, headers });
}

function isAllowed(origin: string, request: Request, { origins }: Settings): boolean {
  // An opaque origin, which any page can have, is written `null`.
  if (origin === "null") return false;
  return origins === undefined ? origin === new URL(request.url).origin : origins.includes(origin);
}
