import { createProxy } from "wexa-executeflow/proxy";

/**
 * Two proxies to one API, as a worker or a server would make them: `/open` for some operations of all projects,
 * `/scoped` for those of one.
 */
export function proxiesTo(baseUrl, apiKey, { own, origin }) {
  const common = {
    apiKey,
    baseUrl,
    origins: [origin],
    maxBodyBytes: 2000,
    maxResponseBytes: 100_000,
    timeout: 5000,
  };
  const authorize = (request) => {
    const who = request.headers.get("authorization");
    if (who === "Bearer nobody") return false;
    if (who === "Bearer login") return new Response("log in first", { status: 401 });
    if (who === "Bearer broken") throw new Error(`the database said ${baseUrl}`);
    if (who === "Bearer lost") return { projectID: undefined };
    if (who === "Bearer session") return { user: "somebody" };
    if (who === "Bearer user") return { executed_by: "user-of-the-session" };
    if (who === "Bearer tenant") return { projectID: own };
    return true;
  };
  const open = createProxy({
    ...common,
    authorize,
    basePath: "/open",
    allow: [
      "executions.create",
      "executions.get",
      "connectors.listByProject",
      "skills.list",
      "tasks.stop",
      "llm.call",
    ],
  });
  const scoped = createProxy({
    ...common,
    authorize,
    basePath: "/scoped",
    projectID: own,
    allow: [
      "executions.create",
      "executions.get",
      "executions.list",
      "executions.cancel",
      "agentflows.get",
      "agentflows.update",
      "inbox.list",
      "inbox.updateRuntimeInput",
      "tasks.stop",
    ],
  });
  return (request, env) => {
    const proxy = new URL(request.url).pathname.startsWith("/scoped") ? scoped : open;
    // A caller that goes after so many milliseconds.
    const goes = Number(request.headers.get("x-goes-after"));
    return proxy(goes > 0 ? new Request(request, { signal: AbortSignal.timeout(goes) }) : request, env);
  };
}
