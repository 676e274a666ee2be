const { writeFileSync } = require("node:fs");
const { start } = require("./src/start.cjs");

test("an execution is started", async () => {
  const line = await start(JSON.parse(process.env.GIVEN));
  expect(line).toMatch(/^started /);
  writeFileSync(process.env.LINE, line);
});
