import puppeteer from "puppeteer-core";
import { type Driver, VIEWPORT } from "./driver.ts";
import { executableOf } from "./executable.ts";

/** Firefox as it is, by WebDriver BiDi. */
export async function openFirefox(): Promise<Driver> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: executableOf("firefox"),
    headless: true,
    defaultViewport: VIEWPORT,
    // A proxy of the machine is not for a server on it.
    extraPrefsFirefox: { "network.proxy.type": 0 },
  });
  const page = await browser.newPage();
  let printed = "";
  page.on("console", (message) => {
    printed += `${message.text()}\n`;
  });
  page.on("pageerror", (error) => {
    printed += `uncaught: ${error instanceof Error ? error.stack : error}\n`;
  });
  return {
    open: async (url) => void (await page.goto(url)),
    press: (selector) => page.locator(selector).click(),
    type: (selector, text) => page.locator(selector).fill(text),
    read: async <T>(expression: string) => (await page.evaluate(expression)) as T,
    screenshot: () => page.screenshot(),
    printed: () => printed,
    close: () => browser.close(),
  };
}
