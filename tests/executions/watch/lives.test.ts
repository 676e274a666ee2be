import { expect, test } from "vitest";
import { expected } from "./expected.ts";
import { scenarios } from "./inside/scenarios.ts";
import { openNode, openPages } from "./platforms.ts";
import { describeLives } from "./suite.ts";

test("every scenario has what is expected of it", () => {
  expect(Object.keys(expected).sort()).toEqual(Object.keys(scenarios).sort());
});

describeLives({ node: openNode, chromium: () => openPages("chromium", "page") });
