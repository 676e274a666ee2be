// What a person does with the console, short: in every browser the same.
import { mkdirSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import type { Driver } from "../../support/browsers/driver.ts";
import { fromRoot } from "../built.ts";
import type { Stage } from "../stage.ts";

export async function smoke(driver: Driver, stage: Stage, browser: string): Promise<void> {
  const text = (selector: string): Promise<string> =>
    driver.read(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ""`);
  const count = (selector: string): Promise<number> =>
    driver.read(`document.querySelectorAll(${JSON.stringify(selector)}).length`);
  const becomes = (selector: string, wanted: string): Promise<void> =>
    expect.poll(() => text(selector), { timeout: 30_000, message: selector }).toBe(wanted);
  const appears = (selector: string): Promise<void> =>
    expect.poll(() => count(selector), { timeout: 30_000, message: selector }).toBeGreaterThan(0);
  const badge = ".execution-head .badge";

  await driver.open(stage.page);
  await appears(".row[data-tone]");
  await driver.read("(addEventListener('error', (e) => { globalThis.wrong = e.message; }), true)");
  await expect.poll(() => count(".row")).toBe(5);

  // Start, follow, pause, resume, cancel.
  await appears("#goal");
  await driver.type("#goal", "smoke");
  await driver.press(".start-form button[type=submit]");
  await becomes(badge, "Running");
  await expect.poll(() => text(".execution-head .lead")).toBe("smoke");
  await appears(".agent[data-state=running]");
  await driver.press(".action:nth-of-type(1)");
  await becomes(badge, "Paused");
  await driver.press(".action:nth-of-type(1)");
  await becomes(badge, "Running");
  await driver.press(".action:nth-of-type(2)");
  await driver.press("dialog[open] .danger");
  await becomes(badge, "Cancelled");

  // Answer what another one asks, to its end; its markdown is shown.
  await driver.press(".row[data-tone=asking]");
  await appears(".request button.primary");
  await driver.press(".request button.primary");
  await becomes(badge, "Completed");
  await expect.poll(() => text(".conclusion h3")).toBe("Answered");

  // A start whose reply is lost is found again.
  await driver.press(".side .button.primary");
  await appears("#goal");
  await driver.press(".dock-bar button:nth-of-type(2)");
  await appears(".presets");
  await driver.press("[aria-describedby=fault-lost-start]");
  await driver.press(".dock-bar button:nth-of-type(2)");
  await driver.type("#goal", "lost and found");
  await driver.press(".start-form button[type=submit]");
  await becomes(".execution-head .lead", "lost and found");
  await expect.poll(() => count(".row"), { timeout: 30_000 }).toBe(7);

  mkdirSync(fromRoot("target/screenshots"), { recursive: true });
  writeFileSync(fromRoot(`target/screenshots/console-${browser}.png`), await driver.screenshot());
  expect(await driver.read("globalThis.wrong ?? null")).toBeNull();
  await expect.poll(() => driver.read("document.documentElement.scrollWidth <= innerWidth")).toBe(true);

  // An address that leads to what is no more says so.
  const address = await driver.read<string>("location.href");
  await driver.open("about:blank");
  await driver.open(address);
  await appears(".not-there .failure");
  await expect.poll(() => text(".not-there .failure")).toContain("not_found");
}
