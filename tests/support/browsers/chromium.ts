import { chromium } from "playwright-core";
import { type Driver, VIEWPORT } from "./driver.ts";
import { executableOf } from "./executable.ts";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--no-proxy-server",
  // Nobody is asked about it.
  "--host-resolver-rules=MAP nowhere.invalid ~NOTFOUND",
];

/** Chromium, by Playwright. */
export async function openChromium(): Promise<Driver> {
  const browser = await chromium.launch({
    executablePath: executableOf("chromium"),
    args: ARGUMENTS,
  });
  const page = await browser.newPage({ viewport: VIEWPORT });
  let printed = "";
  page.on("console", (message) => {
    printed += `${message.text()}\n`;
  });
  page.on("pageerror", (error) => {
    printed += `uncaught: ${error.stack}\n`;
  });
  return {
    open: async (url) => void (await page.goto(url)),
    press: (selector) => page.locator(selector).first().click(),
    type: (selector, text) => page.locator(selector).first().fill(text),
    read: (expression) => page.evaluate(expression),
    screenshot: () => page.screenshot(),
    printed: () => printed,
    close: () => browser.close(),
  };
}
