import type { GeneratedRoute } from "../generated/routes.ts";
import { attemptOf, claim, unlessReplayed } from "./attempts.ts";
import { authorized } from "./authorize.ts";
import { type ProxyOptions, type Settings, settingsOf } from "./options.ts";
import { checkOrigin, corsOf, preflight } from "./origin.ts";
import { otherProject, Refusal, tryAgain } from "./refusal.ts";
import { matchRoute, pathOf } from "./routes.ts";
import { checkReply, type Draft, type Lookup, lookupsOf, narrow, type Scope } from "./scope.ts";
import { bodyOf, type Json, queryOf, rowFor } from "./sieve.ts";
import { type Answer, forward, keyOf, responseOf } from "./upstream.ts";

export type { OperationName } from "../generated/routes.ts";
export { ATTEMPT_HEADER, type AttemptStore } from "./attempts.ts";
export type { AuthorizeContext, Decision, ProxyKey, ProxyOptions } from "./options.ts";
export type { ProxyErrorCode } from "./refusal.ts";
export type { Scope } from "./scope.ts";

/** Answers requests: the form that Workers, Deno, Bun, Next's route handlers and servers on `Request` take. */
export type ProxyHandler<Env = unknown> = (request: Request, env?: Env, ctx?: unknown) => Promise<Response>;

/** Headers by which some servers are told of another method than the request's own. */
const OVERRIDES = ["x-http-method-override", "x-http-method", "x-method-override"];

/**
 * Makes a proxy that adds the API key, so that pages need none: their client has `apiKey: null` and the proxy's
 * address as `baseUrl`.
 *
 * Everything is refused that is not allowed here, before anything is forwarded. Throws `ConfigurationError`.
 */
export function createProxy<Env = unknown>(options: ProxyOptions<Env>): ProxyHandler<Env> {
  const settings = settingsOf(options);
  return async (request, env) => {
    const cors = corsOf(request, settings as Settings);
    try {
      return await answer(settings, request, env as Env, cors);
    } catch (thrown) {
      if (thrown instanceof Refusal) return thrown.response(cors);
      // Not told what: it may hold anything.
      return new Refusal(500, "proxy_failed", "the proxy failed").response(cors);
    }
  };
}

async function answer<Env>(
  settings: Settings<Env>,
  request: Request,
  env: Env,
  cors: Record<string, string>,
): Promise<Response> {
  const url = new URL(request.url);
  const { basePath } = settings;
  if (!url.pathname.startsWith(`${basePath}/`)) {
    throw new Refusal(404, "proxy_not_found", `the proxy stands at ${basePath}/`);
  }
  if (request.method === "OPTIONS") return preflight(request, settings as Settings, cors);
  checkOrigin(request, settings as Settings);
  checkHeaders(request.headers);

  const { rows, ids } = matchRoute(request.method, url.pathname.slice(basePath.length));
  const allowed = rows.filter(({ operation }) => settings.allow.has(operation));
  if (allowed.length === 0) {
    throw new Refusal(403, "proxy_not_allowed", `the proxy does not allow ${rows[0]?.operation}`);
  }
  const query = queryOf(url);
  const row = rowFor(allowed, query);
  const attempt = row.idempotency === "non_idempotent" ? attemptOf(request) : undefined;
  // Up to here a replay is told what the first copy was told; from here on it might not be.
  const scope = await admitted(settings, request, allowed, env, attempt);
  if ("status" in scope) return ownAnswer(scope, cors);

  const body = await bodyOf(request, row, settings.maxBodyBytes);
  const draft: Draft = { row, ids: [...ids], query, body };
  narrow(draft, scope);
  const key = await keyOf(settings, env);
  const { projectID } = scope;
  if (projectID !== undefined) await lookAt(lookupsOf(draft), settings, request, key, projectID);
  const reply = await forward(settings, request, key, {
    method: row.method,
    path: pathOf(row, draft.ids),
    query: draft.query,
    body: draft.body === undefined ? undefined : JSON.stringify(draft.body),
  });
  if (projectID !== undefined) checkRead(row, reply, projectID);
  return responseOf(reply, cors);
}

/** Who may, and each attempt once. */
async function admitted<Env>(
  settings: Settings<Env>,
  request: Request,
  rows: readonly GeneratedRoute[],
  env: Env,
  attempt: string | undefined,
): Promise<Scope | Response> {
  const { store } = settings;
  const operations = rows.map(({ operation }) => operation);
  let scope: Scope | Response;
  try {
    scope = await authorized(settings, request, operations, env);
  } catch (refusal) {
    if (attempt !== undefined) await unlessReplayed(store, attempt, env);
    throw refusal;
  }
  if (attempt === undefined) return scope;
  if ("status" in scope) await unlessReplayed(store, attempt, env);
  // A caller whose connection broke by now may be here a second time already, and have been told anything.
  else if (request.signal?.aborted) throw new Refusal(499, "proxy_upstream", "the caller has gone");
  else await claim(store, attempt, env);
  return scope;
}

function checkHeaders(headers: Headers): void {
  if (OVERRIDES.some((name) => headers.has(name))) {
    throw new Refusal(400, "proxy_request", "the proxy takes the request's own method only");
  }
  if (headers.has("x-api-key")) {
    throw new Refusal(400, "proxy_request", "the proxy adds the API key: the client's apiKey is null");
  }
}

/** Asks whose the things are that a request is about. Nothing of it has been forwarded yet. */
async function lookAt<Env>(
  lookups: readonly Lookup[],
  settings: Settings<Env>,
  request: Request,
  key: string,
  projectID: string,
): Promise<void> {
  for (const { row, id } of lookups) {
    let reply: Answer;
    try {
      const path = pathOf(row, [id]);
      reply = await forward(settings, request, key, {
        method: "GET",
        path,
        query: new Map(),
        body: undefined,
      });
    } catch (thrown) {
      // Whatever became of the look, the request itself was not sent.
      if (thrown instanceof Refusal && thrown.status !== 499)
        throw tryAgain(`${row.operation}: ${thrown.message}`);
      throw thrown;
    }
    const { status, headers } = reply;
    if (status === 429 || status >= 500) {
      throw tryAgain(`${row.operation} answered ${status}`, headers["retry-after"]);
    }
    if (status > 299) throw otherProject();
    checkReply(row, reply.json as Json | undefined, projectID);
  }
}

/** What a write has answered is given, whatever it says: it has been carried out. */
function checkRead(row: GeneratedRoute, { status, json }: Answer, projectID: string): void {
  if (row.idempotency === "safe" && status < 300) checkReply(row, json as Json | undefined, projectID);
}

function ownAnswer(own: Response, cors: Record<string, string>): Response {
  const headers = new Headers(own.headers);
  for (const [name, value] of Object.entries(cors)) headers.set(name, value);
  return new Response(own.body, { status: own.status, statusText: own.statusText, headers });
}
