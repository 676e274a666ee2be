import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { badge, Chromium, picture, shows } from "./visit.ts";

const stage = new Chromium();
vi.setConfig({ testTimeout: 90_000 });

beforeAll(() => stage.open());
afterEach(() => stage.clearAll());
afterAll(() => stage.close());

async function arm(page: Page, fault: string): Promise<void> {
  const drawer = page.getByRole("button", { name: "Faults" });
  if ((await drawer.getAttribute("aria-expanded")) === "false") await drawer.click();
  await page.getByRole("button", { name: fault }).click();
}

const log = async (page: Page): Promise<string> =>
  (await page.locator(".log-lines li").allTextContents()).join("\n");

test("429: the client waits as it is told, sends again, and one execution is started", async () => {
  const { page } = await stage.visit({ viewport: { width: 1360, height: 1000 } });
  const before = await page.locator(".row").count();
  await arm(page, "Refuse the next 2 with 429");
  await page.getByLabel("Goal").press("Enter");
  await badge(page).waitFor();
  await expect.poll(() => log(page)).toMatch(/executions\.create attempt 3: 201/);
  await picture(page, "faults");
  const text = await log(page);
  expect(text).toContain("armed: Refuse the next 2 with 429");
  expect(text).toMatch(/executions\.create attempt 1: 429 .*; retry in 1000 ms/);
  await expect.poll(() => page.locator(".row").count()).toBe(before + 1);
});

test("a lost reply: the execution that was started is found, and no second one is", async () => {
  const { page } = await stage.visit({ viewport: { width: 1360, height: 1000 } });
  const before = await page.locator(".row").count();
  await arm(page, "Lose the reply of the next start");
  await page.getByLabel("Goal").fill("do not lose me");
  await page.getByLabel("Goal").press("Enter");
  await badge(page).waitFor({ timeout: 20_000 });
  await expect.poll(() => page.locator(".lead").textContent()).toBe("do not lose me");
  await expect
    .poll(() => log(page))
    .toMatch(/executions\.create attempt 1: no response .*not retried: connection, outcome unknown/);
  await expect.poll(() => page.locator(".row").count()).toBe(before + 1);
});

test("a lost reply that nobody looks for: told as unknown, and the list shows what was started", async () => {
  const { page } = await stage.visit({ viewport: { width: 1360, height: 1000 } });
  await page.getByLabel("If the reply is lost").uncheck();
  await arm(page, "Lose the reply of the next start");
  await page.getByLabel("Goal").fill("perhaps");
  await page.getByLabel("Goal").press("Enter");
  const failure = page.locator(".start-form .failure");
  await failure.waitFor();
  await expect.poll(() => failure.textContent()).toContain("It is not known whether it was started");
  await expect.poll(() => failure.textContent()).toContain("Not safe: it may start a second execution");
  await expect.poll(() => page.locator(".row-goal").first().textContent()).toBe("perhaps");
});

test("an outage while it is followed: the page says so, and goes on by itself", async () => {
  const { page, complaints } = await stage.visit({ viewport: { width: 1360, height: 1000 } });
  await page.getByLabel("Goal").press("Enter");
  await shows(page, "Running");
  await arm(page, "Outage: 12 looks fail with 503");
  const live = page.locator(".live");
  await expect.poll(() => live.textContent(), { timeout: 30_000 }).toContain("it will be looked at again");
  await expect.poll(() => log(page)).toMatch(/executions\.get attempt 1: 503 .*; retry in \d+ ms/);
  await picture(page, "outage");
  await arm(page, "Behave again");
  await shows(page, "Completed");
  expect(complaints).toEqual([]);
});

test("a lost look is repeated; a gateway's page is told, and it can be looked at again", async () => {
  const { page, complaints } = await stage.visit({ viewport: { width: 1360, height: 1000 } });
  await page.getByLabel("Goal").press("Enter");
  await shows(page, "Running");
  await arm(page, "Lose the next 2 looks");
  await expect.poll(() => log(page), { timeout: 15_000 }).toMatch(/no response in .*; retry in/);
  await arm(page, "A gateway’s page instead of JSON");
  const failure = page.locator(".timeline .failure");
  await failure.waitFor();
  await expect.poll(() => failure.textContent()).toContain("bad_response");
  await expect.poll(() => page.locator(".live").textContent()).toContain("It is not followed any more.");
  await page.getByRole("button", { name: "Look again" }).click();
  await shows(page, "Completed");
  await expect.poll(() => failure.count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("latency is felt, and named to those who do not see it", async () => {
  const { page } = await stage.visit({ viewport: { width: 1360, height: 1000 } });
  await page.getByRole("button", { name: "Faults" }).click();
  const slider = page.getByRole("slider", { name: /Latency/ });
  for (let step = 0; step < 4; step++) await slider.press("ArrowRight");
  await expect.poll(() => slider.getAttribute("aria-valuetext")).toBe("1000 milliseconds");
  await page.getByLabel("Goal").press("Enter");
  await page.getByText("Starting it …").waitFor();
  await badge(page).waitFor();
  await expect.poll(() => log(page)).toMatch(/executions\.create attempt 1: 201 in [1-9]\d{3} ms/);
});
