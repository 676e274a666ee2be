import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Chromium, MOST_SHIFT, outputs, picture, shift, shows, startOther } from "./visit.ts";

const stage = new Chromium();
vi.setConfig({ testTimeout: 90_000 });

beforeAll(() => stage.open());
afterEach(() => stage.clearAll());
afterAll(() => stage.close());

test("paused, it stays where it is; resumed, it goes on to its end", async () => {
  const { page, complaints } = await stage.visitWithAddress();
  stage.emulator.script({ steps: 2, stepDuration: 1000 });
  await startOther(page, "pause me");
  await shows(page, "Running");
  await page.getByRole("button", { name: "Pause" }).click();
  await shows(page, "Paused");
  const before = await outputs(page);
  await page.waitForTimeout(1500);
  await expect.poll(() => outputs(page)).toEqual(before);
  await expect.poll(() => page.locator(".agent-state").allTextContents()).toContain("Paused");
  await picture(page, "paused");

  await page.getByRole("button", { name: "Resume" }).click();
  await shows(page, "Running");
  await shows(page, "Completed");
  const heads = await page.locator(".entry-head strong").allTextContents();
  expect(heads.filter((head) => ["Started", "Paused", "Resumed", "Completed"].includes(head))).toEqual([
    "Started",
    "Paused",
    "Resumed",
    "Completed",
  ]);
  // What has ended can be neither paused nor cancelled.
  const sent = stage.emulator.requests.length;
  await page.getByRole("button", { name: "Pause" }).click({ force: true });
  await page.getByRole("button", { name: "Cancel" }).click({ force: true });
  await expect.poll(() => page.getByRole("dialog").isVisible()).toBe(false);
  expect(stage.emulator.requests.slice(sent).filter(({ method }) => method === "POST")).toEqual([]);
  expect(complaints).toEqual([]);
});

test("cancelling asks once more, and is for good", async () => {
  const { page } = await stage.visitWithAddress();
  stage.emulator.script({ steps: 2, stepDuration: 60_000 });
  await startOther(page, "cancel me");
  const cancels = () => stage.emulator.requests.filter(({ operation }) => operation === "executions.cancel");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Let it run" }).click();
  expect(cancels()).toEqual([]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel it" }).click();
  await shows(page, "Cancelled");
  expect(cancels()).toHaveLength(1);
  await expect.poll(() => page.locator(".live").textContent()).toContain("It has ended: cancelled.");
  await expect.poll(() => page.locator(".row .row-status").first().textContent()).toBe("Cancelled");
});

test("statuses that nobody has heard of: it goes on being followed", async () => {
  const { page } = await stage.visitWithAddress();
  stage.emulator.script({ statuses: { running: "brewing_coffee" }, stepDuration: 1000 });
  await startOther(page, "unknown");
  await shows(page, "Brewing coffee");
  await shows(page, "Completed");
  await expect.poll(() => outputs(page)).toHaveLength(3);
});

test("an action that is refused is told, over the page, and can be put away", async () => {
  const { page } = await stage.visitWithAddress();
  stage.emulator.script({ steps: 1, stepDuration: 60_000 });
  await startOther(page, "refuse");
  stage.emulator.fault({ match: { operation: "executions.pause" }, status: 403 });
  await page.getByRole("button", { name: "Pause" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "Pausing did not work" });
  await notice.waitFor();
  await expect.poll(() => notice.textContent()).toContain("permission (HTTP 403)");
  await picture(page, "refused");
  await notice.getByRole("button", { name: "Close" }).click();
  await notice.waitFor({ state: "hidden" });
  expect((await shift(page)).sum).toBeLessThan(MOST_SHIFT);
});

test("an execution that cannot be looked at any more can be looked at again", async () => {
  const { page } = await stage.visitWithAddress();
  stage.emulator.script({ steps: 2, stepDuration: 1500 });
  await startOther(page, "lose sight");
  await shows(page, "Running");
  stage.emulator.fault({ match: { operation: "executions.get" }, status: 403, times: 100 });
  await page.locator(".timeline .failure").waitFor();
  await expect
    .poll(() => page.locator(".timeline .failure").textContent())
    .toContain("does not follow the execution any more");
  stage.emulator.clearFaults();
  await page.getByRole("button", { name: "Look again" }).click();
  await shows(page, "Completed");
  expect(stage.creates).toBe(1);
});

test("the list: newest first, with what waits for somebody; it follows what others start", async () => {
  const { page } = await stage.visitWithAddress();
  const { WexaClient } = await import("wexa-executeflow");
  const wexa = new WexaClient({
    baseUrl: stage.api,
    apiKey: stage.emulator.apiKey,
    projectID: "67fdea40aac77be632954f13",
    executedBy: "67fdea40aac77be632954f0e",
  });
  stage.emulator.script({ match: { goal: "asks" }, asks: [{ step: 0, type: "anomaly_detection" }] });
  const agentflow_id = "67fdea9b68df1c3e9580a549";
  await wexa.executions.create({ agentflow_id, goal: "first" });
  await wexa.executions.create({ agentflow_id, goal: "asks" });
  const goals = () => page.locator(".row .row-goal").allTextContents();
  await expect.poll(async () => (await goals()).slice(0, 2), { timeout: 15_000 }).toEqual(["asks", "first"]);
  await expect
    .poll(() => page.locator(".side-count").textContent(), { timeout: 15_000 })
    .toContain("waiting");
  const row = page.locator(".row", { hasText: "asks" }).first();
  await expect.poll(() => row.textContent()).toMatch(/Needs an answer(since )?\d+ s/);
  await row.click();
  await shows(page, "Needs an answer");
});
