import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { badge, Chromium, connect, MOST_SHIFT, outputs, picture, shift, shows, startOther } from "./visit.ts";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const stage = new Chromium();
vi.setConfig({ testTimeout: 90_000 });

beforeAll(() => stage.open());
afterEach(() => stage.clearAll());
afterAll(() => stage.close());

test("starts an execution in the emulator of the page, and follows it to its end", async () => {
  const { page, complaints, origins } = await stage.visit({ viewport: { width: 1360, height: 900 } });
  await picture(page, "start");
  await page.locator("#agentflow").selectOption({ label: "Archive migration" });
  await expect.poll(() => page.getByLabel("Goal").inputValue()).toBe("Move an archive");
  await page.getByLabel("Goal").fill("Move the April archive");
  await page.getByRole("button", { name: "Start execution" }).click();

  await shows(page, "Running");
  expect(page.url()).toMatch(new RegExp(`#/executions/${UUID.source}$`));
  await expect.poll(() => page.locator(".lead").textContent()).toBe("Move the April archive");
  await expect
    .poll(() => page.locator(".row[aria-current=page] .row-goal").textContent())
    .toBe("Move the April archive");
  const states = () => page.locator(".agent-state").allTextContents();
  await expect.poll(states, { timeout: 10_000 }).toEqual(["Done", "Working", "Waiting"]);
  await picture(page, "running");
  await shows(page, "Failed");
  await expect.poll(() => states()).toEqual(["Done", "Done", "Failed"]);
  await expect.poll(() => outputs(page)).toHaveLength(2);
  await expect.poll(() => page.locator(".run-error").textContent()).toContain("Checksum of batch 12 differs");
  await expect.poll(() => page.locator(".figures").textContent()).toContain("Tokens2,908");

  await page.getByText("Raw JSON").click();
  const raw = JSON.parse((await page.locator(".details details").last().locator("pre").textContent()) ?? "");
  expect(raw).toMatchObject({ status: "failed", execution_id: expect.stringMatching(UUID) });
  expect(page.url()).toContain(raw.execution_id);
  await picture(page, "failed");

  expect(complaints).toEqual([]);
  expect([...origins]).toEqual([new URL(stage.page).origin]);
  const { sum, moved } = await shift(page);
  expect(sum, moved.join("\n")).toBeLessThan(MOST_SHIFT);
});

test("at an address: what is started there is what is shown", async () => {
  const { page, complaints } = await stage.visitWithAddress();
  await startOther(page, "say hello");
  await shows(page, "Completed");
  await expect
    .poll(() => outputs(page))
    .toEqual(["Agent 1 has done its work.", "Agent 2 has done its work.", "Agent 3 has done its work."]);
  await expect
    .poll(() => page.locator(".conclusion").textContent())
    .toContain("Every agent has finished its work.");
  expect(stage.creates).toBe(1);
  expect(
    stage.emulator.requests.find(({ operation }) => operation === "executions.create")?.body,
  ).toMatchObject({
    goal: "say hello",
    agentflow_id: "67fdea9b68df1c3e9580a549",
    projectID: "67fdea40aac77be632954f13",
    executed_by: "67fdea40aac77be632954f0e",
  });
  expect(complaints).toEqual([]);
});

test("an execution has an address: a reload and another tab show it again", async () => {
  const { page } = await stage.visitWithAddress();
  await startOther(page, "stay");
  await shows(page, "Completed");
  await page.reload();
  await shows(page, "Completed");
  await expect.poll(() => page.locator(".lead").textContent()).toBe("stay");
  await expect.poll(() => outputs(page)).toHaveLength(3);

  const other = await page.context().newPage();
  await other.goto(page.url());
  await shows(other, "Completed");
  await other.goBack();
  expect(stage.creates).toBe(1);
});

test("an execution that is not there, and a way back", async () => {
  const { page } = await stage.visit({}, "#/executions/00000000-0000-4000-8000-000000000000");
  await page.locator(".failure").waitFor();
  await expect.poll(() => page.locator(".failure").textContent()).toContain("not_found (HTTP 404)");
  await page.getByRole("link", { name: "To the start" }).click();
  await page.getByRole("heading", { name: "Start an execution" }).waitFor();
});

test("behind a proxy no key is sent", async () => {
  const seen: Array<string | null> = [];
  const proxy = await stage.listen(async (request) => {
    const { url, method } = request;
    seen.push(request.headers.get("x-api-key"));
    const headers = new Headers(request.headers);
    headers.set("x-api-key", stage.emulator.apiKey);
    const body = method === "POST" ? await request.text() : null;
    return stage.emulator.handle(new Request(url, { method, headers, body }));
  });
  const { page } = await stage.visit();
  await connect(page, proxy, "");
  await startOther(page, "through the proxy");
  await shows(page, "Completed");
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.every((key) => key === null)).toBe(true);
});

test("a key is for this machine, and is never shown or kept", async () => {
  const { page } = await stage.visit();
  await connect(page, stage.api, "very-secret");
  expect(await page.content()).not.toContain("very-secret");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    "secret",
  );
  await expect
    .poll(() => page.locator(".code").textContent())
    .toContain(`baseUrl: "${stage.api}",\n    apiKey,`);

  await page.getByRole("button", { name: "Settings" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Base URL").fill("https://example.com/wexa");
  await expect.poll(() => dialog.getByRole("textbox", { name: "Key" }).isDisabled()).toBe(true);
  await dialog.getByLabel("Base URL").fill("ftp://example.com");
  await expect.poll(() => dialog.getByText("Expected an http or https address.").isVisible()).toBe(true);
  await dialog.getByRole("button", { name: "Use these" }).click();
  await expect.poll(() => dialog.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

test("two presses are one execution", async () => {
  const { page } = await stage.visitWithAddress();
  stage.emulator.fault({ match: { operation: "executions.create" }, replyDelayMs: 400 });
  await page.getByLabel("Agentflow’s id").fill("67fdea9b68df1c3e9580a549");
  await page.getByRole("button", { name: "Start execution" }).dblclick();
  await page.keyboard.press("Enter");
  await badge(page).waitFor();
  expect(stage.creates).toBe(1);
});
