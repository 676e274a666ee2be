import { afterAll, beforeAll, test } from "vitest";
import { openChromium } from "../support/browsers/chromium.ts";
import { smoke } from "./smoke/smoke.ts";
import { Stage } from "./stage.ts";

const stage = new Stage();

beforeAll(() => stage.open());
afterAll(() => stage.close());

test("the console in Chromium", { timeout: 120_000 }, async () => {
  const driver = await openChromium();
  try {
    await smoke(driver, stage, "chromium");
  } finally {
    await driver.close();
  }
});
