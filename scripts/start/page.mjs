// The page of www/, built around the packed client, and served on this machine only.
import { once } from "node:events";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { root } from "../setup/paths.mjs";
import { project } from "./install.mjs";
import { StartError } from "./start-error.mjs";

const usualPort = 5173;
const built = join(project, "page");

/** Has the page take the package from target/start. By itself it takes it from the repository. */
const fromPacked = {
  name: "from-packed",
  enforce: "pre",
  resolveId(id) {
    if (!/^wexa-executeflow(\/|$)/.test(id)) return null;
    return this.resolve(id, join(project, "package.json"), { skipSelf: true });
  },
};

/** Builds the page and serves it. @returns {Promise<string>} its address */
export async function startPage(ending) {
  const { build } = await import("vite");
  await build({
    configFile: join(root, "www", "vite.config.ts"),
    plugins: [fromPacked],
    logLevel: "warn",
    build: { outDir: built },
  });
  const app = new Hono();
  // A page that was built anew is seen at the next look.
  app.use(async (context, next) => {
    await next();
    context.header("cache-control", "no-cache");
  });
  app.use(serveStatic({ root: built }));
  const server = (await listen(app, usualPort)) ?? (await listen(app, 0));
  ending.add(async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** @returns the server; `undefined` where the port is taken */
async function listen({ fetch }, port) {
  const server = serve({ fetch, port, hostname: "127.0.0.1", overrideGlobalObjects: false });
  try {
    await once(server, "listening");
    return server;
  } catch (error) {
    if (port !== 0 && ["EADDRINUSE", "EACCES"].includes(error.code)) return undefined;
    throw error;
  }
}

/** Sees that the page answers, and that the client in it loads. */
export async function checkPage(address) {
  const page = await get(address);
  const script = found(/<script[^>]+src="([^"]+)"/, await page.text(), "script");
  const code = await (await get(new URL(script, address))).text();
  const module = found(/["'`]([^"'`]*\.wasm)["'`]/, code, "WebAssembly module");
  // A name in the page's script is either relative to it or to the page; the file stands beside the script.
  const reply = await get(new URL(module.split("/").at(-1), new URL(script, address)));
  await WebAssembly.compileStreaming(reply);
}

async function get(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new StartError(`The page does not answer: HTTP ${reply.status} for ${address}.`);
  return reply;
}

function found(pattern, text, what) {
  const match = pattern.exec(text);
  if (!match) throw new StartError(`The page does not load the client: it names no ${what}.`);
  return match[1];
}
