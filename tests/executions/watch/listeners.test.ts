// However many watches and calls share a signal, it has at most two listeners of this package, one of the module and one of
// what is around it: Node warns of many.
import { expect, test } from "vitest";
import { run } from "../../support/packed.ts";

interface Report {
  /** How often a listener was added to the signal. */
  added: number;
  /** The most listeners that it had at once. */
  most: number;
  /** Those that it has in the end. */
  left: number;
  warnings: string[];
  results: Record<string, number>;
}

test.each([
  { how: "watches that end", results: { done: 5000 } },
  { how: "watches that are left", results: { done: 5000 } },
  { how: "watches that are aborted", results: { aborted: 5000 } },
  { how: "calls that succeed", results: { running: 1000 } },
  { how: "calls that are aborted", results: { aborted: 1000 } },
  // Between two creates of a loop no call may be on its way: then the module lets go of the signal, and comes back.
  { how: "loops of createMany", results: { running: 100 }, added: 50 },
])("$how", { timeout: 60_000 }, async ({ how, results, added = 2 }) => {
  const script = new URL("scripts/listeners.ts", import.meta.url);
  const { report } = await run<Report>(script, { args: [how], milliseconds: 50_000 });
  expect(report).toMatchObject({ results, left: 0, warnings: [] });
  expect(report.most).toBeLessThanOrEqual(2);
  expect(report.added).toBeLessThanOrEqual(added);
});
