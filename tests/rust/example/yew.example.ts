import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launch, type Watched, watchedPage } from "../../support/chromium.ts";
import { type EmulatorProcess, facts, serveEmulator } from "../../support/emulator-process.ts";
import { projectOf } from "../../support/installed.ts";
import { run } from "../../support/run.ts";
import { type StaticServer, serveFiles } from "../../support/static-server.ts";
import { countOfCrate, functionNames } from "../function-names.ts";

const root = join(import.meta.dirname, "../../..");
const example = join(root, "examples/yew");
// What Trunk puts into the example's page, where this is.
const TRUNK = '<link data-trunk rel="rust">';
const LOADED = `<script type="module">
  import load from "./wexa.js";
  load({ module_or_path: "wexa_bg.wasm" });
</script>`;
const { agentflow_id, goal, executed_by, projectID: project_id } = facts.request;
const creates = { operation: "executions.create" };

let browser: Browser;
let emulator: EmulatorProcess;
let files: StaticServer;
let watched: Watched;

// What has not changed since is not compiled again.
beforeAll(async () => {
  const script = join(root, "scripts/build.mjs");
  const limits = { cwd: root, within: 1_140_000 };
  const { code, out, err } = await run(process.execPath, [script, "yew-example"], limits);
  if (code !== 0) throw new Error(`the example cannot be built: ${out}${err}`);
  const site = projectOf("rust-example-yew", {});
  cpSync(join(root, "target/bindgen/yew-example"), site, { recursive: true });
  const page = readFileSync(join(example, "index.html"), "utf8");
  expect(page).toContain(TRUNK);
  writeFileSync(join(site, "index.html"), page.replace(TRUNK, LOADED));
  emulator = await serveEmulator();
  files = await serveFiles(site);
  browser = await launch();
});
beforeEach(async () => {
  await emulator.reset();
  watched = await watchedPage(browser);
});
afterEach(() => watched?.close());
afterAll(async () => {
  await emulator?.stop();
  await browser?.close();
  await files?.stop();
});

/** Fills the form, and clicks. */
async function start(typed: Record<string, string> = {}, clickCount = 1): Promise<void> {
  const { page } = watched;
  await page.goto(`http://127.0.0.1:${files.port}/index.html`);
  const usual = {
    base_url: emulator.base,
    api_key: emulator.key,
    project_id,
    executed_by,
    agentflow_id,
    goal,
  };
  for (const [name, value] of Object.entries({ ...usual, ...typed })) {
    await page.locator(`input[name=${name}]`).fill(value);
  }
  await button().click({ clickCount });
}

const button = (): Locator => watched.page.getByRole("button", { name: "Start" });

/** What the page says of an error. */
const alert = (): Promise<string | null> => watched.page.getByRole("alert").textContent();

/** The creates that the emulator has seen. */
async function started(): Promise<unknown[]> {
  return (await emulator.requests()).filter(({ method }) => method === "POST");
}

test("a click starts one execution, and the page follows it to its end", async () => {
  await emulator.script({ match: { goal }, steps: 1, stepDuration: 1500 });
  await start();
  const status = watched.page.getByRole("status");
  await status.getByText("running").waitFor();
  expect(await button().isDisabled()).toBe(true);
  await status.getByText("completed").waitFor();
  expect(await button().isEnabled()).toBe(true);
  expect(await status.textContent()).toMatch(/^execution [0-9a-f-]{36}: completed$/);
  expect(await started()).toMatchObject([{ body: facts.request }]);
  expect(watched.logged).toEqual([]);
});

test("a double click starts one execution", async () => {
  await start({}, 2);
  await watched.page.getByRole("status").getByText("completed").waitFor();
  expect(await started()).toHaveLength(1);
});

test("a key that the server does not know is a refusal, and the form can be used again", async () => {
  await start({ api_key: "another" });
  expect(await alert()).toMatch(/code authentication, outcome refused: .*nothing was started/);
  expect(await watched.page.content()).not.toContain("another");
  expect(await button().isEnabled()).toBe(true);
  expect(await started()).toHaveLength(1);
});

test("a project that nobody gave is found before anything is sent", async () => {
  await start({ project_id: "" });
  expect(await alert()).toMatch(/code configuration, outcome not_sent: nothing was sent/);
  expect(await emulator.requests()).toEqual([]);
});

test("the page has functions of gloo-net, serde and serde-wasm-bindgen", () => {
  const names = functionNames(join(root, "target/bindgen/yew-example/wexa_bg.wasm"));
  for (const crate of ["gloo_net", "serde_core", "serde_wasm_bindgen", "web_sys", "js_sys"]) {
    expect.soft(countOfCrate(names, crate), crate).toBeGreaterThan(0);
  }
});

test("a lost reply may have started it: the page says so, and sends nothing again", async () => {
  await emulator.fault({ match: creates, truncateBody: true });
  await start();
  expect(await alert()).toMatch(/code connection, outcome unknown: it may have been started/);
  expect(await started()).toHaveLength(1);
});
