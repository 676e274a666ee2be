// Where scenarios are played.
import { join } from "node:path";
import { expect } from "vitest";
import { openAsked, type Place } from "../../support/browsers/asked-page.ts";
import type { BrowserName } from "../../support/browsers/driver.ts";
import { run } from "../../support/packed.ts";
import type { Given } from "./inside/world.ts";

export interface Platform {
  /** Plays a scenario and gives what it tells. */
  play(given: Given): Promise<unknown>;
  stop(): Promise<void>;
}

/** Each scenario in a process of its own, which must end by itself and at once. */
export async function openNode(): Promise<Platform> {
  const script = new URL("inside/node-program.ts", import.meta.url);
  return {
    async play(given) {
      const { report, exitCode, stderr, lingered } = await run(script, { args: [JSON.stringify(given)] });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      // A timer that is left behind holds the process for its interval, a request for its timeout.
      expect(lingered).toBeLessThan(4000);
      return report;
    },
    stop: async () => undefined,
  };
}

/** Each scenario in a page of its own, or in a worker of its own. */
export async function openPages(browser: BrowserName, place: Place): Promise<Platform> {
  const program = join(import.meta.dirname, "inside/page-program.ts");
  const page = await openAsked<Given, unknown>("watch", program, browser, place);
  return {
    async play(given) {
      await page.reopen();
      return page.run(given);
    },
    stop: () => page.stop(),
  };
}
