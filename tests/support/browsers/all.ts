import { openChromium } from "./chromium.ts";
import type { BrowserName, Driver } from "./driver.ts";
import { openFirefox } from "./firefox.ts";
import { openWebKit } from "./webkit.ts";

/** Every browser, by its name. */
export const browsers: Record<BrowserName, () => Promise<Driver>> = {
  chromium: openChromium,
  firefox: openFirefox,
  webkit: openWebKit,
};
