import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { ONE } from "../inside/replies.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

export interface Server {
  url: string;
  /** The code that has been asked for: bytes of all files together, each compressed by brotli. */
  bytes(): number;
  stop(): void;
}

/** Serves built files, and answers every POST as the API answers a create. The headers give pages the precise clock. */
export async function serve(directory: string): Promise<Server> {
  const asked = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    if (request.method === "POST") {
      request.resume().on("end", () => {
        const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(ONE.body) };
        response.writeHead(ONE.status, headers).end(ONE.body);
      });
      return;
    }
    const { pathname } = new URL(request.url ?? "/", "http://x");
    try {
      const body = readFileSync(join(directory, pathname));
      if (!pathname.endsWith(".html")) asked.set(pathname, body);
      response.writeHead(200, {
        "content-type": TYPES[extname(pathname)] ?? "application/octet-stream",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => [...asked.values()].reduce((sum, body) => sum + compressed(body), 0),
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function compressed(body: Buffer): number {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}
