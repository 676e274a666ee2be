import { readText } from "./bytes.ts";
import { provesNotSent } from "./connection-error.ts";
import { checkKey, type Settings } from "./options.ts";
import { Refusal, tryAgain } from "./refusal.ts";
import { redactJson, withoutKey } from "./secret.ts";

/** A reply of the API, read to its end, with the key taken out. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** `undefined` where it is no JSON. */
  readonly json: unknown;
}

/** What is kept of a reply's headers. */
const KEPT = ["retry-after", "retry-after-ms", "x-request-id", "date"];

/** The key for one request. */
export async function keyOf<Env>({ apiKey }: Settings<Env>, env: Env): Promise<string> {
  try {
    let key: unknown = apiKey;
    if (typeof apiKey === "function") key = await apiKey(env);
    else if (typeof apiKey === "object") {
      const bound = (env as Record<string, unknown> | undefined)?.[apiKey.binding];
      // A secret of Cloudflare's Secrets Store is got by a call.
      key = typeof bound === "object" ? await (bound as { get(): unknown } | null)?.get() : bound;
    }
    checkKey(key);
    return key;
  } catch {
    throw new Refusal(403, "proxy_misconfigured", "the proxy has no API key that it could add");
  }
}

/** One request to the API. Nothing of the caller's headers is in it. */
export interface Forward {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly body: string | undefined;
}

/** Sends a request to the API, ended with the caller's own. Throws a `Refusal` where there is no whole reply. */
export async function forward<Env>(
  settings: Settings<Env>,
  request: Request,
  key: string,
  { method, path, query, body }: Forward,
): Promise<Answer> {
  const search = new URLSearchParams([...query]).toString();
  const url = `${settings.baseUrl}${path}${search && `?${search}`}`;
  const headers: Record<string, string> = { accept: "application/json", "x-api-key": key };
  if (body !== undefined) headers["content-type"] = "application/json";
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, settings.timeout);
  request.signal?.addEventListener("abort", abort);
  if (request.signal?.aborted) abort();
  try {
    const fetch = settings.fetch ?? globalThis.fetch;
    const init: RequestInit = { method, headers, signal: controller.signal, redirect: "manual" };
    const reply = await fetch(url, body === undefined ? init : { ...init, body });
    return await answerOf(reply, settings.maxResponseBytes, key);
  } catch (thrown) {
    if (thrown instanceof Refusal) {
      // What is left of a reply that is not passed on is not waited for.
      abort();
      throw thrown;
    }
    if (request.signal?.aborted) throw new Refusal(499, "proxy_upstream", "the caller has gone");
    if (controller.signal.aborted) {
      throw new Refusal(504, "proxy_upstream", "the API did not answer in the proxy's time");
    }
    if (provesNotSent(thrown)) throw tryAgain("the API cannot be reached");
    throw new Refusal(502, "proxy_upstream", "the connection to the API was lost");
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener("abort", abort);
  }
}

async function answerOf(reply: Response, limit: number, key: string): Promise<Answer> {
  const { status } = reply;
  if (reply.type === "opaqueredirect" || status < 200 || (status >= 300 && status <= 399)) {
    throw new Refusal(502, "proxy_upstream", "the API redirected the request; the proxy does not follow");
  }
  // A reply that is no UTF-8 is one that cannot be read: it counts as lost.
  const text = await readText(reply, limit);
  if (text === undefined) {
    throw new Refusal(
      502,
      "proxy_upstream",
      `the API's reply is larger than the ${limit} bytes that the proxy reads`,
    );
  }
  const headers: Record<string, string> = {};
  for (const name of KEPT) {
    const value = reply.headers.get(name);
    if (value !== null) headers[name] = withoutKey(value, key);
  }
  const clean = withoutKey(text.replace(/^\ufeff/, ""), key);
  let json: unknown;
  try {
    json = JSON.parse(clean);
  } catch {
    return { status, headers, text: clean, json: undefined };
  }
  // An escape may stand for any character of the key: `\u0061`, `\/`.
  const shown = clean.includes("\\") ? redactJson(json, key) : json;
  return { status, headers, text: shown === json ? clean : JSON.stringify(shown), json: shown };
}

/** The reply for the caller. What is no JSON is plain text: a page of the proxy's own origin it is not. */
export function responseOf(
  { status, headers, text, json }: Answer,
  common: Record<string, string>,
): Response {
  const empty = [204, 205].includes(status);
  const type = json === undefined ? "text/plain; charset=utf-8" : "application/json";
  return new Response(empty ? null : text, {
    status,
    headers: { ...headers, ...common, "content-type": type },
  });
}
