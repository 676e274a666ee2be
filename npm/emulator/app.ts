import { Hono, type MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { EmulatorClock } from "./clock.ts";
import { CONTROL_PATH, type Controls, controlApp } from "./control.ts";
import type { AppEnv } from "./env.ts";
import { injectFaults } from "./fault-replies.ts";
import { ConnectionReset } from "./faults.ts";
import { uuid } from "./ids.ts";
import { Refusal } from "./refusal.ts";
import { record } from "./requests.ts";
import { Router } from "./router.ts";
import type { Row } from "./row.ts";

/** What the app is put together from. */
export interface Parts extends Controls {
  readonly rows: readonly Row[];
  readonly apiKey: string;
}

// A page may send what the API documents, and no header beyond.
const CORS = {
  origin: "*",
  allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  allowHeaders: ["x-api-key", "content-type", "x-wexa-attempt"],
  exposeHeaders: ["Retry-After", "Retry-After-Ms", "X-Request-Id", "Date"],
  maxAge: 600,
};

/** The emulated API. Its `fetch` rejects with `ConnectionReset` where a connection is to be lost. */
export function createApp(parts: Parts): Hono<AppEnv> {
  const router = new Router(parts.rows);
  const app = new Hono<AppEnv>();

  app.onError((error, c) => {
    if (error instanceof ConnectionReset) throw error;
    if (error instanceof Refusal)
      return c.json({ detail: error.detail }, error.status as ContentfulStatusCode);
    return c.json({ detail: `Internal Server Error: ${error.message}` }, 500);
  });
  app.notFound((c) => c.json({ detail: "Not Found" }, 404));

  app.use(async (c, next) => {
    c.set("operations", router.operations(c));
    await next();
  });
  app.use(outsideControl(record(parts.requests)));
  app.use(stamp(parts.clock));
  // In front of the faults: a browser's preflight must not use up the one meant for the request behind it.
  app.use(cors(CORS));
  app.route(CONTROL_PATH, controlApp(parts));
  app.use(outsideControl(injectFaults(parts.faults)));
  router.register(app, parts.apiKey);
  return app;
}

/** Gives every reply an id and the time of the emulator's clock. */
function stamp(clock: EmulatorClock): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    c.header("x-request-id", uuid());
    c.header("date", new Date(clock.now()).toUTCString());
    await next();
  };
}

function outsideControl(inner: MiddlewareHandler<AppEnv>): MiddlewareHandler<AppEnv> {
  return (c, next) => (c.req.path.startsWith(`${CONTROL_PATH}/`) ? next() : inner(c, next));
}
