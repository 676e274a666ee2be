import { once } from "node:events";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/** An answer other than the file. */
export interface Answer {
  status?: number;
  type?: string;
  body?: string;
}

/** A server of files that knows nothing of the package. */
export interface StaticServer {
  port: number;
  /** The paths asked for since the last `reset`. */
  asked: string[];
  /** What to answer to paths that end so. */
  answers: Map<string, Answer>;
  /** The Content-Security-Policy of every reply. */
  csp: string | undefined;
  reset(): void;
  stop(): Promise<void>;
}

/** Serves the files of `root` on loopback. */
export async function serveFiles(root: string): Promise<StaticServer> {
  const http = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://x").pathname;
    if (path === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    server.asked.push(path);
    if (server.csp) response.setHeader("content-security-policy", server.csp);
    const answer = [...server.answers].find(([end]) => path.endsWith(end))?.[1];
    send(response, join(root, normalize(decodeURIComponent(path))), answer);
  });
  const server: StaticServer = {
    port: 0,
    asked: [],
    answers: new Map(),
    csp: undefined,
    reset() {
      server.asked.length = 0;
      server.answers.clear();
      server.csp = undefined;
    },
    async stop() {
      http.close();
      http.closeAllConnections();
      await once(http, "close");
    },
  };
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  server.port = (http.address() as AddressInfo).port;
  return server;
}

function send(response: ServerResponse, file: string, answer: Answer = {}): void {
  const there = existsSync(file) && statSync(file).isFile();
  const type = answer.type ?? TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(answer.status ?? (there ? 200 : 404), { "content-type": type });
  if (answer.body !== undefined || !there) response.end(answer.body ?? "not found");
  else createReadStream(file).pipe(response);
}
