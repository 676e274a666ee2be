import type { Env, Start } from "./env.ts";
import { proxy } from "./proxy.ts";
import { queueing } from "./queueing.ts";
import { startQueued } from "./starts.ts";

export { Once } from "./once.ts";

/** The proxy and the queue's door; every other path is a file of the console. */
export default {
  fetch(request, env, ctx) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/wexa/")) return proxy(request, env, ctx);
    if (/^\/starts(\/|$)/.test(pathname)) return queueing(request, env);
    return env.ASSETS.fetch(request);
  },
  queue: startQueued,
} satisfies ExportedHandler<Env, Start>;
