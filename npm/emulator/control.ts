import { type Context, Hono } from "hono";
import type { EmulatorClock } from "./clock.ts";
import type { AppEnv } from "./env.ts";
import type { Fault, FaultQueue } from "./faults.ts";
import { isJsonObject, type JsonObject, readJson } from "./json.ts";
import { Refusal } from "./refusal.ts";
import type { RequestLog } from "./requests.ts";
import type { Script, ScriptBook } from "./script.ts";

/** Where the emulator is driven from when it is served. */
export const CONTROL_PATH = "/__emulator";

/** What can be driven. */
export interface Controls {
  readonly clock: EmulatorClock;
  readonly faults: FaultQueue;
  readonly requests: RequestLog;
  readonly scripts: ScriptBook;
}

/** The routes under `CONTROL_PATH`: no key, no faults, no trace in the log. */
export function controlApp({ clock, faults, requests, scripts }: Controls): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const done = (c: Context): Response => c.body(null, 204);

  app.post("/faults", async (c) => {
    const fault = await object(c);
    refusing(() => faults.add(fault as Fault));
    return done(c);
  });
  app.delete("/faults", (c) => {
    faults.clear();
    return done(c);
  });
  app.post("/scripts", async (c) => {
    const script = await object(c);
    refusing(() => scripts.add(script as Script));
    return done(c);
  });
  app.delete("/scripts", (c) => {
    scripts.clear();
    return done(c);
  });
  app.post("/clock", async (c) => {
    const { advance } = await object(c);
    return c.json({ now: refusing(() => clock.advance(advance as number)) });
  });
  app.get("/requests", (c) => c.json({ requests: requests.entries }));
  app.delete("/requests", (c) => {
    requests.clear();
    return done(c);
  });
  return app;
}

async function object(c: Context): Promise<JsonObject> {
  const text = await c.req.text();
  try {
    const body = readJson(text);
    if (isJsonObject(body)) return body;
  } catch {
    // As wrong as JSON that is no object.
  }
  throw new Refusal(422, "The body should be a JSON object");
}

/** What the in-process API throws at the programmer is a 422 here. */
function refusing<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal(422, error.message);
    throw error;
  }
}
