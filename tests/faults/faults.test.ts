import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentOf, type Seen } from "./document.ts";
import { openNode, openPage, openWorkerd } from "./platforms.ts";
import { describeFaults } from "./suite.ts";

const open = { node: openNode, chromium: () => openPage("chromium", "page"), workerd: openWorkerd };
const page = join(import.meta.dirname, "../../docs/faults.md");

const runs = {} as Seen;

for (const platform of Object.keys(open) as (keyof typeof open)[]) {
  describeFaults({
    title: platform,
    platform,
    open: open[platform],
    done: (matrix) => {
      runs[platform] = matrix;
    },
  });
}

test("docs/faults.md says what was seen", () => {
  const text = documentOf(runs);
  if (process.env.WEXA_WRITE_DOCS === "1") {
    writeFileSync(page, text);
    console.log(text.replace(/^[^|#].*\n/gm, ""));
  }
  expect(readFileSync(page, "utf8"), "stale: run the tests with WEXA_WRITE_DOCS=1").toBe(text);
});
