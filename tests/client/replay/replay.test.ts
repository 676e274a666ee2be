// What platforms do by themselves with a POST whose connection, used before, is reset: SECURITY.md speaks of it.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import facts from "../../facts/create-executeflow.json" with { type: "json" };
import { launch, type Watched, watchedPage } from "../../support/chromium.ts";
import { projectOf } from "../../support/installed.ts";
import { packed } from "../../support/packed.ts";
import { type StaticServer, serveFiles } from "../../support/static-server.ts";
import { type Given, startTwo, type Told } from "./calls.ts";
import { type ReplayServer, serveResets } from "./server.ts";

const PAGE = `<!doctype html><script type="module">
  import * as wexa from "/node_modules/wexa-executeflow/dist/browser.js";
  Object.assign(globalThis, { wexa });
</script>`;

let browser: Awaited<ReturnType<typeof launch>>;
let files: StaticServer;
let watched: Watched;
let server: ReplayServer;

beforeAll(async () => {
  files = await serveFiles(projectOf("replay", {}));
  files.answers.set("/page.html", { status: 200, type: "text/html", body: PAGE });
  browser = await launch();
});
beforeEach(async () => {
  server = await serveResets();
  return () => server.stop();
});
afterAll(async () => {
  await browser?.close();
  await files?.stop();
});

function given(by: Given["by"]): Given {
  return { baseUrl: server.url, request: facts.request, by };
}

test.each(["client", "fetch"] as const)("Node, %s: one fetch, and one POST", async (by) => {
  const { fetched, end } = await startTwo(await packed(), given(by));
  const posts = server.posts.get("second");
  console.log(`a reset connection in Node, ${by}: ${fetched} fetch, ${posts} POST`);
  expect({ fetched, posts, reset: server.reset.has("second") }).toEqual({
    fetched: 1,
    posts: 1,
    reset: true,
  });
  // The platform tells, and so does the client.
  expect(end).toBe(by === "client" ? "unknown" : "TypeError");
});

test.each(["client", "fetch"] as const)("Chromium, %s: one fetch, and POSTs of its own", async (by) => {
  watched = await watchedPage(browser);
  await watched.page.goto(`http://127.0.0.1:${files.port}/page.html`);
  await watched.page.waitForFunction(() => "wexa" in globalThis);
  // As text: the test runner's own names do not exist in a page.
  const script = `(${startTwo})(wexa, ${JSON.stringify(given(by))})`;
  const { fetched, end }: Told = await watched.page.evaluate(script);
  await watched.close();
  const posts = server.posts.get("second") ?? 0;
  console.log(`a reset connection in Chromium, ${by}: ${fetched} fetch, ${posts} POST, then ${end}`);
  expect({ fetched, reset: server.reset.has("second") }).toEqual({ fetched: 1, reset: true });
  expect(posts).toBeGreaterThanOrEqual(1);
  // Where the browser has sent it again, nobody in the page hears of the first one.
  const told = by === "client" ? "unknown" : "TypeError";
  expect(end).toBe(posts > 1 ? "ready" : told);
});
