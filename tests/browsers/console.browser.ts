import { afterAll, beforeAll, test } from "vitest";
import { smoke } from "../console/smoke/smoke.ts";
import { Stage } from "../console/stage.ts";
import { browsers } from "../support/browsers/all.ts";

const stage = new Stage();

beforeAll(() => stage.open());
afterAll(() => stage.close());

// Chromium's is part of `npm test`.
for (const name of ["firefox", "webkit"] as const) {
  test(`the console in ${name}`, { timeout: 240_000 }, async () => {
    const driver = await browsers[name]();
    try {
      await smoke(driver, stage, name);
    } finally {
      await driver.close();
    }
  });
}
