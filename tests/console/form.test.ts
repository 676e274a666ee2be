import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Chromium, picture } from "./visit.ts";

const stage = new Chromium();
vi.setConfig({ testTimeout: 90_000 });

beforeAll(() => stage.open());
afterEach(() => stage.clearAll());
afterAll(() => stage.close());

test("input variables as fields: judged while typed, taken over into JSON and back", async () => {
  const { page, complaints } = await stage.visitWithAddress();
  await page.getByLabel("Agentflow’s id").fill("67fdea9b68df1c3e9580a549");
  const add = page.getByRole("button", { name: "Add a field" });
  while ((await page.getByRole("button", { name: /^Remove/ }).count()) > 0) {
    await page
      .getByRole("button", { name: /^Remove/ })
      .first()
      .click();
  }
  await add.click();
  // The name of a new field has the focus.
  await expect
    .poll(() => page.getByLabel("Name 1").evaluate((it) => it === document.activeElement))
    .toBe(true);
  await page.keyboard.type("colour");
  await expect.poll(() => page.getByLabel("Name 1").inputValue()).toBe("colour");
  await page.getByLabel("Value 1", { exact: true }).fill("red");
  await add.click();
  await page.getByLabel("Name 2").fill("amount");
  await page.getByLabel("Kind of value 2").selectOption("number");
  await page.getByLabel("Value 2", { exact: true }).fill("12 pounds");
  await expect.poll(() => page.getByText("This is no number.").isVisible()).toBe(true);
  await expect
    .poll(() => page.getByLabel("Value 2", { exact: true }).getAttribute("aria-invalid"))
    .toBe("true");
  await picture(page, "invalid");
  // Neither started nor lost: what is wrong has to be put right first.
  await page.getByRole("button", { name: "Start execution" }).click();
  await expect
    .poll(() => page.getByLabel("Value 2", { exact: true }).evaluate((it) => it === document.activeElement))
    .toBe(true);
  await page.getByRole("button", { name: "JSON", exact: true }).click({ force: true });
  await expect.poll(() => page.getByLabel("Value 2", { exact: true }).isVisible()).toBe(true);
  expect(stage.creates).toBe(0);

  await page.getByLabel("Value 2", { exact: true }).fill("12.5");
  await add.click();
  await page.getByLabel("Name 3").fill("colour");
  await expect.poll(() => page.getByText("“colour” is there already.").isVisible()).toBe(true);
  await page.getByLabel("Name 3").fill("nested");
  await page.getByLabel("Kind of value 3").selectOption("JSON");
  await page.getByLabel("Value 3", { exact: true }).fill('{"deep": [true]}');

  await page.getByRole("button", { name: "JSON", exact: true }).click();
  const area = page.getByLabel("Input variables, as JSON");
  expect(JSON.parse(await area.inputValue())).toEqual({
    colour: "red",
    amount: 12.5,
    nested: { deep: [true] },
  });
  for (const [typed, told] of [
    ['{"colour": }', "This is not JSON"],
    ["[1]", 'Expected an object, such as {"name": "value"}; this is a list.'],
  ] as const) {
    await area.fill(typed);
    await expect.poll(() => page.locator("#variables-problem").textContent()).toContain(told);
    await expect.poll(() => area.getAttribute("aria-invalid")).toBe("true");
  }
  await area.fill('{"__proto__x": 1, "ok": false}');
  await page.getByRole("button", { name: "Start execution" }).click();
  await expect.poll(() => stage.creates).toBe(1);
  const create = stage.emulator.requests.find(({ operation }) => operation === "executions.create");
  expect(create?.body).toMatchObject({ input_variables: { __proto__x: 1, ok: false } });
  expect(complaints).toEqual([]);
});

test("the call is shown as code, and follows the form", async () => {
  const { page } = await stage.visit({ permissions: ["clipboard-read", "clipboard-write"] });
  const code = page.locator("pre.code");
  await page.getByLabel("Goal").fill('say "hello"');
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  await page.getByLabel("Input variables, as JSON").fill('{"colour": "red", "a b": ["key: 1"]}');
  const shown = (await code.textContent()) ?? "";
  expect(shown).toContain('import { create_executeflow } from "wexa-executeflow";');
  expect(shown).toContain('goal: "say \\"hello\\"",');
  const inCode = /create_executeflow\(\n {2}(\{[\s\S]*\}),\n {2}\{\n {4}\.\.\.emulator/.exec(shown)?.[1];
  expect(new Function(`return ${inCode}`)()).toMatchObject({
    goal: 'say "hello"',
    input_variables: { colour: "red", "a b": ["key: 1"] },
    executed_by: "67fdea40aac77be632954f0e",
  });
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByText("Copied").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
});

test("an error tells what became of the request, whether to repeat it, and what to do", async () => {
  const { page, complaints } = await stage.visitWithAddress();
  await page.getByLabel("Agentflow’s id").fill("67fdea9b68df1c3e9580a549");
  await page.getByLabel("If the reply is lost").uncheck();
  const failure = page.locator(".start-form .failure");
  const startAndRead = async (words: string[]): Promise<string> => {
    await page.getByRole("button", { name: "Start execution" }).click();
    await expect
      .poll(() => failure.textContent({ timeout: 100 }).catch(() => ""), { timeout: 15_000 })
      .toContain(words[0]);
    const heading = failure.getByRole("heading");
    await expect.poll(() => heading.evaluate((each) => each === document.activeElement)).toBe(true);
    const text = (await failure.textContent()) ?? "";
    for (const each of words) expect(text).toContain(each);
    return text;
  };
  const match = { operation: "executions.create" };

  stage.emulator.fault({ match, status: 500 });
  const broken = await startAndRead([
    "server (HTTP 500)",
    "unknown",
    "Not safe",
    "once",
    "Its request id helps",
  ]);
  expect(broken).toMatch(/Request id[0-9a-f]{8}-/);
  await picture(page, "error");

  stage.emulator.fault({ match, status: 429, retryAfter: 0, times: 3 });
  await startAndRead([
    "rate_limit (HTTP 429)",
    "refused",
    "Safe, and it may succeed",
    "3 times",
    "Wait a while",
  ]);

  stage.emulator.fault({
    match,
    status: 422,
    body: { detail: [{ loc: ["body", "goal"], msg: "is too short", type: "x" }] },
  });
  await startAndRead(["validation (HTTP 422)", "goal", "is too short", "No execution was started"]);
  expect(stage.emulator.requests.filter(({ operation }) => operation === match.operation)).toHaveLength(5);
  // What browsers say of any reply that is not a success; nothing else is said.
  expect(complaints.filter((text) => !text.startsWith("Failed to load resource"))).toEqual([]);
});

test("an address that does not answer is told, and the agentflow can still be typed", async () => {
  const { page } = await stage.visitWithAddress();
  stage.emulator.fault({ status: 401, times: 1000 });
  await page.reload();
  await expect.poll(() => page.locator(".picker-note").textContent()).toContain("authentication");
  await expect.poll(() => page.locator(".side-failure").textContent()).toContain("The list cannot be read");
  await expect.poll(() => page.getByLabel("Agentflow’s id").isVisible()).toBe(true);
  stage.emulator.clearFaults();
  await page.getByRole("button", { name: "Look again" }).click();
  await page.locator(".side-failure").waitFor({ state: "detached" });
});
