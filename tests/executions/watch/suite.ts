import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expected } from "./expected.ts";
import type { Platform } from "./platforms.ts";
import { openStage, type Stage } from "./stage.ts";

/** Plays every scenario on each of the platforms, and holds what it tells against what is expected. */
export function describeLives(platforms: Record<string, () => Promise<Platform>>): void {
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
}
