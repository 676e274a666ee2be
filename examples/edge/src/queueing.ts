import type { Env, Start } from "./env.ts";
import { mayStartMany } from "./who.ts";

/** As many as a queue takes at once. */
const MOST = 100;

/**
 * `POST /starts` puts starts into the queue: `{"starts": [{"id", "request"}]}`. The id is the caller's, and the same id
 * starts nothing twice. `GET /starts/{id}` says what has become of one.
 */
export async function queueing(request: Request, env: Env): Promise<Response> {
  if (!(await mayStartMany(request, env))) return new Response("not allowed", { status: 403 });
  const { pathname } = new URL(request.url);
  if (request.method === "GET") {
    const result = await env.RESULTS.get(decodeURIComponent(pathname.slice("/starts/".length)), "json");
    return Response.json(result, { status: result === null ? 404 : 200 });
  }
  if (request.method !== "POST") return new Response("method not allowed", { status: 405 });
  const { starts } = (await request.json().catch(() => ({}))) as { starts?: unknown };
  if (!areStarts(starts))
    return new Response(`expected 1 to ${MOST} starts, each with an id`, { status: 422 });
  await env.STARTS.sendBatch(starts.map((body) => ({ body })));
  return Response.json({ queued: starts.length }, { status: 202 });
}

function areStarts(starts: unknown): starts is Start[] {
  if (!Array.isArray(starts) || starts.length === 0 || starts.length > MOST) return false;
  return starts.every(
    ({ id, request }) => typeof id === "string" && id !== "" && typeof request === "object",
  );
}
