// The proxy as its users run it: behind a real HTTP server of Node, and on workerd. The API is a server that notes
// everything that reaches it.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { serve } from "@hono/node-server";
import { Miniflare } from "miniflare";
import { rolldown } from "rolldown";
import { packed, projectOf } from "../support/installed.ts";
import { type Raw, type RawReply, send } from "./raw.ts";

export type Proxy = typeof import("../../npm/proxy/index.ts");

/** What `require("wexa-executeflow/proxy")` gives where the package is installed. */
export const proxyPackage = createRequire(join(packed, "package.json"))("wexa-executeflow/proxy") as Proxy;

export const KEY = "wexa-key/of+the=proxy.0123456789";
export const OWN = "67fdea40aac77be632954f13";
export const OTHER = "67fdea40aac77be632954f99";
export const ORIGIN = "https://app.example";

/** A request that has reached the API. */
export interface Reached {
  line: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  dropped: boolean;
}

export type Answer = (reply: ServerResponse, request: Reached) => void;

/** An API that notes what reaches it. */
export interface Api {
  url: string;
  reached: Reached[];
  /** What it answers; by default what the object says that was asked for. */
  answer: Answer;
  reset(): void;
  stop(): Promise<void>;
}

/** An object's id begins with `other` where it is another project's. */
const usual: Answer = (reply, { line }) => {
  const id = line.split(" ")[1]?.split("?")[0]?.split("/").at(-1) ?? "";
  const projectID = id.startsWith("other") ? OTHER : OWN;
  const body = JSON.stringify({ execution_id: id, status: "ready", projectID });
  reply.writeHead(200, { "content-type": "application/json", "x-request-id": "request-1" }).end(body);
};

export async function serveApi(): Promise<Api> {
  const server = createServer(async (incoming, reply) => {
    const request: Reached = {
      line: `${incoming.method} ${incoming.url}`,
      headers: incoming.headers,
      body: "",
      dropped: false,
    };
    api.reached.push(request);
    reply.on("close", () => {
      request.dropped = !reply.writableFinished;
    });
    request.body = await textOf(incoming);
    api.answer(reply, request);
  });
  const api: Api = {
    url: await listening(server),
    reached: [],
    answer: usual,
    reset() {
      api.reached = [];
      api.answer = usual;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return api;
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of incoming.setEncoding("utf8")) text += part;
  return text;
}

async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The proxies, reachable over HTTP. */
export interface Platform {
  port: number;
  stop(): Promise<void>;
}

const given = { own: OWN, origin: ORIGIN };
const project = (name: string): string => projectOf(name, { source: join(import.meta.dirname, "project") });

async function onNode(api: Api): Promise<Platform> {
  const directory = project("proxy-node");
  const { proxiesTo } = (await import(join(directory, "proxies.js"))) as {
    proxiesTo(url: string, key: string, given: object): (request: Request) => Promise<Response>;
  };
  return serveHandler(proxiesTo(api.url, KEY, given));
}

/** Serves a handler of Requests with Node. */
export async function serveHandler(
  handler: (request: Request, env: unknown) => Promise<Response>,
): Promise<Platform> {
  const server = serve({
    fetch: (request, env) => handler(request, env),
    port: 0,
    hostname: "127.0.0.1",
  }) as Server;
  if (!server.listening) await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function onWorkerd(api: Api): Promise<Platform> {
  const directory = project("proxy-workerd");
  const build = await rolldown({
    input: join(directory, "worker.js"),
    resolve: { conditionNames: ["workerd", "worker", "browser", "import"] },
  });
  const { output } = await build.generate({ format: "esm" });
  const workers = new Miniflare({
    modules: [{ type: "ESModule", path: "worker.js", contents: output[0].code }],
    compatibilityDate: "2026-01-01",
    compatibilityFlags: ["enable_request_signal"],
    bindings: { API: api.url, WEXA_API_KEY: KEY, GIVEN: given },
    // Past Miniflare's own worker, which would be the one to hear of a caller that goes.
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    // What workerd says of requests that are no HTTP is no news here.
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      stdout.resume();
      stderr.resume();
    },
  });
  await workers.ready;
  const { port } = await workers.unsafeGetDirectURL();
  return { port: Number(port), stop: () => workers.dispose() };
}

export const platforms = { "Node's HTTP server": onNode, workerd: onWorkerd };

let attempts = 0;
/** An attempt's id that no test has used. */
export function newAttempt(): string {
  attempts++;
  return `00000000-0000-4000-8000-${String(attempts).padStart(12, "0")}`;
}

/** Sends to the proxy what an allowed page would, but for what is given. */
export function ask(platform: Platform, raw: Raw): Promise<RawReply> {
  const usualHeaders: Record<string, string> = { origin: ORIGIN };
  if (raw.method && raw.method !== "GET") usualHeaders["x-wexa-attempt"] = newAttempt();
  if (raw.body !== undefined) usualHeaders["content-type"] = "application/json";
  return send(platform.port, usualHeaders, raw);
}

/** The error in a reply of the proxy's own. */
export function refusalOf(reply: RawReply): { detail: unknown; code: string } {
  return JSON.parse(reply.body);
}
