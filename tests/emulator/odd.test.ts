import { expect, test } from "vitest";
import { createEmulator } from "../../npm/emulator/index.ts";
import { create } from "./api.ts";
import { OddRequests } from "./odd.ts";

const SEED = Number(process.env.WEXA_SEED ?? 20261123);
const COUNT = Number(process.env.WEXA_REQUESTS ?? 2000);

test(`${COUNT} odd requests are all answered, and none with a 5xx (WEXA_SEED=${SEED})`, async () => {
  const emulator = createEmulator({ clock: "manual", maxExecutions: 50 });
  emulator.script({ steps: 2, asks: [{ step: 0, type: "preview" }] });
  const odd = new OddRequests(SEED, emulator.apiKey);
  const seen = new Map<number, number>();
  for (let number = 0; number < COUNT; number += 1) {
    const { url, init } = odd.next();
    const about = `${number}: ${init.method} ${url} ${String(init.body).slice(0, 500)}`;
    const response = await emulator.fetch(url, init);
    const text = await response.text();
    expect(response.status, `${about}\n${text}`).toBeLessThan(500);
    if (text !== "") expect(() => JSON.parse(text), about).not.toThrow();
    odd.learn(text);
    seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
    emulator.clock.advance(100);
  }
  // Most get in, and the others are refused in every way there is.
  expect(seen.get(200)).toBeGreaterThan(COUNT / 4);
  expect([...seen.keys()]).toEqual(expect.arrayContaining([201, 204, 401, 404, 405, 409, 422]));
  expect(emulator.requests.length).toBeLessThanOrEqual(1000);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect((await create(emulator)).status).toBe(201);
});

test("JSON that nests too deep to be written again is no JSON", async () => {
  const emulator = createEmulator();
  const send = (path: string, depth: number): Promise<Response> =>
    emulator.fetch(path, {
      method: "POST",
      headers: { "x-api-key": emulator.apiKey, "content-type": "application/json" },
      body: `${'{"a":'.repeat(depth)}{}${"}".repeat(depth)}`,
    });
  expect((await send("/actions/a/b/c", 150)).status).toBe(200);
  const refused = await send("/actions/a/b/c", 50_000);
  expect(refused.status).toBe(422);
  expect((await refused.json()).detail[0].type).toBe("json_invalid");
  expect((await send("/__emulator/scripts", 50_000)).status).toBe(422);
  expect((await emulator.fetch("/__emulator/requests")).status).toBe(200);
});

test("names that objects have by themselves are names like any other", async () => {
  const emulator = createEmulator();
  const path = "/inbox?projectID=p&constructor=1&__proto__=2&toString=3";
  expect((await emulator.fetch(path, { headers: { "x-api-key": emulator.apiKey } })).status).toBe(200);
});
