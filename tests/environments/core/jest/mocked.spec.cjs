const { writeFileSync } = require("node:fs");
const { start } = require("./src/start.cjs");

test("an execution is started by a mock", async () => {
  const { request } = JSON.parse(process.env.GIVEN);
  const execution = { ...request, execution_id: "0f9a", status: "ready" };
  const fetch = jest.fn().mockResolvedValue({
    ok: true,
    status: 201,
    headers: new Map([["content-type", "application/json"]]),
    text: async () => JSON.stringify(execution),
  });
  globalThis.fetch = fetch;
  const line = await start({ request, options: { apiKey: "k", logLevel: "error" }, follow: false });
  expect(line).toMatch(/^started 0f9a, ready, /);
  expect(fetch).toHaveBeenCalledTimes(1);
  const [url, { method, body }] = fetch.mock.calls[0];
  expect(JSON.parse(body)).toEqual(request);
  writeFileSync(process.env.LINE, `${method} ${url}`);
});
