import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** The browser that the project's set-up found. */
export function launch(): Promise<Browser> {
  const file = join(import.meta.dirname, "../../browsers.json");
  const { chromium: found } = JSON.parse(readFileSync(file, "utf8")) as { chromium: { path: string } };
  const args = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"];
  return chromium.launch({ executablePath: found.path, args });
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Serves built files. The headers give pages the precise clock. */
export async function serve(directory: string): Promise<{ url: string; stop(): void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://x");
    try {
      const body = readFileSync(join(directory, pathname));
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
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
