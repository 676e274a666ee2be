// The built page on a static host, and an emulator beside it that tests can look into.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { createEmulator, type Emulator } from "wexa-executeflow/emulator";
import { builtPage, fromRoot } from "./built.ts";

/** Where a browser is, as the set-up has found it. */
export function executableOf(browser: string): string {
  const found = JSON.parse(readFileSync(fromRoot("target/browsers.json"), "utf8"))[browser];
  if (found === undefined) throw new Error(`${browser} is not set up`);
  return found.path;
}

/** Servers of one test file. */
export class Stage {
  readonly emulator: Emulator = createEmulator({ stepDuration: 300 });
  readonly #servers: Server[] = [];
  /** The page, below a path of its own: hosts such as GitHub Pages serve like that. */
  page = "";
  /** The emulator. */
  api = "";

  async open(): Promise<void> {
    const root = await builtPage();
    const files = new Hono();
    // What no tag in the page can forbid is for the host to forbid.
    files.use(async (context, next) => {
      await next();
      context.header("content-security-policy", "frame-ancestors 'none'");
    });
    files.use(
      "/some/path/*",
      serveStatic({
        root,
        rewriteRequestPath: (path) => path.replace("/some/path", ""),
      }),
    );
    this.page = `${await this.listen(files.fetch)}/some/path/`;
    this.api = await this.listen((request) => this.emulator.handle(request));
  }

  clear(): void {
    this.emulator.clearRequests();
    this.emulator.clearFaults();
    this.emulator.clearScripts();
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  /** How many creates have arrived. */
  get creates(): number {
    return this.emulator.requests.filter(({ method, path }) => `${method} ${path}` === "POST /execute_flow")
      .length;
  }

  async listen(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
    const server = serve({ fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false }) as Server;
    this.#servers.push(server);
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
}
