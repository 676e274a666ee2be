import { chromium } from "playwright-core";
import { executableOf } from "../stage.ts";
import { type Driver, VIEWPORT } from "./driver.ts";

/** Chromium, by Playwright. */
export async function openChromium(): Promise<Driver> {
  const browser = await chromium.launch({
    executablePath: executableOf("chromium"),
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"],
  });
  const page = await browser.newPage({ viewport: VIEWPORT });
  return {
    open: async (url) => void (await page.goto(url)),
    press: (selector) => page.locator(selector).first().click(),
    type: (selector, text) => page.locator(selector).first().fill(text),
    read: (expression) => page.evaluate(expression),
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
