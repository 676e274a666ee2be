import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Chromium, MOST_SHIFT, picture, shift, shows } from "./visit.ts";

const stage = new Chromium();
vi.setConfig({ testTimeout: 90_000 });
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

beforeAll(() => stage.open());
afterEach(() => stage.clearAll());
afterAll(() => stage.close());

/** What axe finds serious or critical. */
async function findings(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Result> } };
    interface Result {
      violations: Array<{ id: string; impact: string; nodes: Array<{ html: string }> }>;
    }
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1360, height: 900 },
    { width: 360, height: 740 },
  ]) {
    const isPhone = viewport.width < 500;
    test(`axe finds nothing serious, ${colorScheme}, ${isPhone ? "phone" : "wide"}; nothing is too wide`, async () => {
      const { page, complaints } = await stage.visit({
        viewport,
        colorScheme,
        // The policy of the page lets no test's script in either.
        bypassCSP: true,
        // What fades is looked at where it has arrived.
        reducedMotion: "reduce",
        ...(isPhone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
      });
      const look = async (name: string): Promise<void> => {
        if (await page.evaluate(() => !("axe" in globalThis))) await page.addScriptTag({ path: axe });
        expect(await findings(page), name).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, name).toBeLessThanOrEqual(viewport.width);
        await picture(page, `${name}-${colorScheme}-${isPhone ? "phone" : "wide"}`);
      };
      const home = async (): Promise<void> => {
        if (isPhone) await page.getByRole("link", { name: "Executions" }).tap();
      };
      await look("home");
      const rows = page.locator(".row");
      const open = async (tone: string, at: number, wait: string): Promise<void> => {
        await page.locator(`.row[data-tone=${tone}]`).nth(at).click();
        await page.locator(wait).first().waitFor();
      };
      await open("asking", 0, ".request");
      await look("anomaly");
      await home();
      await open("asking", 1, ".request");
      await look("asking");
      await home();
      await open("failed", 0, ".run-error");
      await look("ended");
      await home();
      await open("going", 0, ".execution-head");
      await look("live");
      await home();
      await expect.poll(() => rows.count()).toBe(5);

      await page.getByRole("link", { name: "New" }).click();
      await page.getByRole("heading", { name: "Start an execution" }).waitFor();
      await page.getByLabel("Kind of value 1").selectOption("number");
      await look("new");
      await page.getByRole("button", { name: "Faults" }).click();
      await look("drawer");
      await page.getByRole("button", { name: "Faults" }).click();
      await page
        .getByRole("button", { name: /^Settings/ })
        .first()
        .click();
      await page.getByRole("dialog").getByLabel("An address").check();
      await look("settings");
      await page.keyboard.press("Escape");
      expect(complaints).toEqual([]);
      const { sum, moved } = await shift(page);
      expect(sum, moved.join("\n")).toBeLessThan(MOST_SHIFT);
    });
  }
}

test("the colours follow the system, or the choice, which is kept", async () => {
  const { page } = await stage.visit({ colorScheme: "dark" });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await expect.poll(() => background()).toBe("rgb(18, 20, 19)");
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(background).toBe("rgb(247, 246, 243)");
  await page.getByRole("button", { name: "Colours: as the system" }).click();
  await page.getByRole("button", { name: "Colours: light" }).click();
  await page.getByRole("button", { name: "Colours: dark" }).waitFor();
  await expect.poll(() => background()).toBe("rgb(18, 20, 19)");
  await page.reload();
  await expect.poll(background).toBe("rgb(18, 20, 19)");
});

test("from the keyboard alone: start, read, pause, resume, answer, cancel", async () => {
  const { page, complaints } = await stage.visit({ viewport: { width: 1360, height: 900 } });
  const name = () =>
    page.evaluate(() => {
      const at = document.activeElement as HTMLElement;
      return at?.getAttribute("aria-label") || at?.textContent?.trim() || at?.id || at?.tagName || "";
    });
  const tabTo = async (wanted: string | RegExp): Promise<void> => {
    const passed: string[] = [];
    for (let at = 0; at < 60; at++) {
      await page.keyboard.press("Tab");
      const reached = await name();
      if (typeof wanted === "string" ? reached === wanted : wanted.test(reached)) {
        const outline = await page.evaluate(() => {
          const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement as Element);
          return outlineStyle !== "none" || boxShadow !== "none";
        });
        expect(outline, `the focus on ${reached} is seen`).toBe(true);
        return;
      }
      passed.push(reached);
    }
    throw new Error(`${wanted} is not reached: ${passed.join(", ")}`);
  };

  await tabTo("Skip to the content");
  await page.keyboard.press("Enter");
  // Past the top bar and the list, right at the form.
  await page.keyboard.press("Tab");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("agentflow");
  await page.keyboard.type("Invoice");
  await expect.poll(() => page.getByLabel("Goal").inputValue()).toBe("Check an invoice");
  await tabTo("Start execution");
  await page.keyboard.press("Enter");
  await shows(page, "Running");
  await expect.poll(() => name()).toBe("Invoice check");
  await tabTo("Pause");
  await page.keyboard.press("Space");
  await shows(page, "Paused");
  await expect.poll(() => name()).toBe("Resume");
  await page.keyboard.press("Space");
  await shows(page, "Needs an answer");

  await tabTo("Answer it");
  await page.keyboard.press("Enter");
  await expect.poll(() => name()).toBe("Name 1");
  await tabTo("Submit and go on");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByRole("button", { name: "Approve" }).count(), { timeout: 15_000 }).toBe(1);
  await tabTo("Approve");
  await page.keyboard.press("Enter");
  await shows(page, "Running");
  await page.locator("h1").focus();
  await tabTo("Cancel");
  await page.keyboard.press("Enter");
  await tabTo("Cancel it");
  await page.keyboard.press("Enter");
  await shows(page, "Cancelled");
  expect(complaints).toEqual([]);
});
