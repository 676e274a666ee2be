import { writeFileSync } from "node:fs";
import process from "node:process";
import { expect, test } from "vitest";
import { start } from "./src/start.js";

test("an execution is started", async () => {
  const line = await start(JSON.parse(process.env.GIVEN));
  expect(line).toMatch(/^started /);
  writeFileSync(process.env.LINE, line);
});
