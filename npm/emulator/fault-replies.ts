import type { MiddlewareHandler } from "hono";
import { sleep } from "./clock.ts";
import type { AppEnv } from "./env.ts";
import { ConnectionReset, type Fault, type FaultQueue } from "./faults.ts";

/** Lets the next waiting fault happen to each request that it is for. */
export function injectFaults(queue: FaultQueue): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const path = new URL(c.req.url).pathname;
    const fault = queue.take({ operations: c.get("operations"), method: c.req.method, path });
    if (fault === undefined) return next();

    if (fault.delayMs) await sleep(fault.delayMs, c.env.caller);
    if (fault.reset === "before") throw new ConnectionReset(false);
    const commits = fault.status === undefined || fault.commit === true || fault.reset === "after";
    if (commits) await next();
    if (fault.replyDelayMs) await sleep(fault.replyDelayMs, c.env.caller);
    if (fault.reset === "after") throw new ConnectionReset(true);
    c.res = await spoil(commits ? c.res : undefined, fault);
    for (const [name, value] of Object.entries(fault.headers ?? {})) c.res.headers.set(name, value);
  };
}

/** The reply with the fault in it, made from the real one if there is one. */
async function spoil(real: Response | undefined, fault: Fault): Promise<Response> {
  const status = fault.status ?? real?.status ?? 500;
  const headers = new Headers({
    "content-type": fault.nonJson ? "text/html; charset=utf-8" : "application/json",
  });
  if (fault.retryAfter !== undefined) headers.set("retry-after", String(fault.retryAfter));
  if (status === 204 || status === 205 || status === 304) return new Response(null, { status, headers });

  const text = await spoiledText(real, status, fault);
  if (!fault.truncateBody) return new Response(text, { status, headers });
  const bytes = new TextEncoder().encode(text);
  // The promised length is what tells a receiver that the rest is missing.
  headers.set("content-length", String(bytes.length));
  return new Response(brokenOff(bytes.subarray(0, bytes.length >> 1)), { status, headers });
}

async function spoiledText(real: Response | undefined, status: number, fault: Fault): Promise<string> {
  if (fault.body !== undefined)
    return typeof fault.body === "string" ? fault.body : JSON.stringify(fault.body);
  if (fault.nonJson)
    return `<!doctype html><title>${status}</title><h1>${status}</h1><p>Not what you expected.</p>`;
  // An own status in front of a committed request hides the reply: that is the point of it.
  if (real !== undefined && fault.status === undefined) return real.text();
  return JSON.stringify({ detail: `Emulated fault ${status}` });
}

function brokenOff(start: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = false;
  return new ReadableStream({
    async pull(controller) {
      if (!sent) {
        sent = true;
        controller.enqueue(start);
        return;
      }
      // Time for the host to send the start; what breaks before that would look like no reply at all.
      await sleep(20);
      controller.error(new TypeError("terminated", { cause: new ConnectionReset(true) }));
    },
  });
}
