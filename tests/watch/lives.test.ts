import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expected } from "./expected.ts";
import { scenarios } from "./inside/scenarios.ts";
import { openChromium, openNode, openPages, type Platform } from "./platforms.ts";
import { openStage, type Stage } from "./stage.ts";

const platforms: Record<string, () => Promise<Platform>> = {
  node: openNode,
  chromium: () => openPages("chromium", openChromium),
};

test("every scenario has what is expected of it", () => {
  expect(Object.keys(expected).sort()).toEqual(Object.keys(scenarios).sort());
});

describe.each(Object.keys(platforms))("%s", (name) => {
  let platform: Platform | undefined;
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await openStage();
    platform = await platforms[name]?.();
  });
  afterAll(async () => {
    await platform?.stop();
    await stage?.stop();
  });

  test.each(Object.entries(expected))("%s", async (scenario, told) => {
    expect(await platform?.play((stage as Stage).given(scenario))).toEqual(told);
  });
});
