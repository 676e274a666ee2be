import { env } from "cloudflare:workers";
import { createProxy } from "wexa-executeflow/proxy";
import type { Env } from "./env.ts";
import { onceOf } from "./once.ts";
import { mayUse } from "./who.ts";

/** Adds the key to what the page may do. The page's client: `{ apiKey: null, baseUrl: "/wexa" }`. */
export const proxy = createProxy<Env>({
  apiKey: { binding: "WEXA_API_KEY" },
  baseUrl: (env as unknown as Env).WEXA_URL,
  basePath: "/wexa",
  allow: [
    "executions.create",
    "executions.get",
    "executions.list",
    "executions.pause",
    "executions.resume",
    "executions.cancel",
    "agentflows.list",
    "agentflows.get",
    "inbox.list",
    "inbox.updateRuntimeInput",
    "inbox.updatePreview",
    "inbox.updateAnomalyDetection",
  ],
  authorize: (request, { env }) => mayUse(request, env) && { projectID: env.PROJECT_ID },
  // A replay may come to another isolate than the first copy: an object of its own decides.
  store: {
    claim: (id, ms, env) => onceOf(env, id).claim(ms),
    has: (id, env) => onceOf(env, id).has(),
  },
});
