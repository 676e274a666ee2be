import { afterAll, beforeAll, test } from "vitest";
import type { Driver } from "../console/smoke/driver.ts";
import { openFirefox } from "../console/smoke/firefox.ts";
import { smoke } from "../console/smoke/smoke.ts";
import { openWebKit } from "../console/smoke/webkit.ts";
import { Stage } from "../console/stage.ts";

const stage = new Stage();
const browsers: Record<string, () => Promise<Driver>> = { firefox: openFirefox, webkit: openWebKit };

beforeAll(() => stage.open());
afterAll(() => stage.close());

for (const [name, open] of Object.entries(browsers)) {
  test(`the console in ${name}`, { timeout: 240_000 }, async () => {
    const driver = await open();
    try {
      await smoke(driver, stage, name);
    } finally {
      await driver.close();
    }
  });
}
