import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { moved, picture, Stage } from "./browser.ts";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const stage = new Stage();

beforeAll(() => stage.open());
afterEach(() => stage.clear());
afterAll(() => stage.close());

test("starts an execution in the emulator of the page, and follows it to its end", async () => {
  const { page, complaints, origins } = await stage.visit({ viewport: { width: 1280, height: 900 } });
  await picture(page, "console-light-start");
  await page.getByRole("button", { name: "Start execution" }).click();

  const badge = page.locator(".badge");
  await expect.poll(() => badge.textContent()).toBe("ready");
  await expect.poll(() => badge.textContent(), { timeout: 5000 }).toBe("running");
  await expect
    .poll(() => page.locator(".agents .output").first().textContent(), { timeout: 5000 })
    .toContain("Agent 1");
  await picture(page, "console-light-running");
  await expect.poll(() => badge.textContent(), { timeout: 10_000 }).toBe("completed");
  expect(await page.locator("#state").textContent()).toBe("It has completed.");
  expect(await page.locator(".agents .output").allTextContents()).toEqual([
    "Agent 1 has done its work.",
    "Agent 2 has done its work.",
    "Agent 3 has done its work.",
  ]);
  expect(await page.locator(".conclusion").textContent()).toContain("Every agent has finished its work.");
  const created = (await page.locator("time").first().getAttribute("datetime")) ?? "";
  expect(Math.abs(Date.now() - Date.parse(created))).toBeLessThan(60_000);

  await page.getByText("Raw JSON").click();
  const raw = JSON.parse((await page.locator("details pre").textContent()) ?? "");
  expect(raw).toMatchObject({ status: "completed", execution_id: expect.stringMatching(UUID) });
  expect(await page.locator(".facts").textContent()).toContain(raw.execution_id);

  await picture(page, "console-light-completed");
  expect(complaints).toEqual([]);
  expect([...origins]).toEqual([stage.page]);
  expect(await moved(page)).toEqual([]);
});

test("the call is shown as code, and follows the form", async () => {
  const { page } = await stage.visit({ permissions: ["clipboard-read", "clipboard-write"] });
  const code = page.locator("#code");
  expect(await code.textContent()).toBe(
    [
      'import { create_executeflow } from "wexa-executeflow";',
      'import { createEmulator } from "wexa-executeflow/emulator";',
      "",
      "const emulator = createEmulator();",
      "",
      "const execution = await create_executeflow(",
      "  {",
      '    agentflow_id: "67fdea9b68df1c3e9580a549",',
      '    executed_by: "67fdea40aac77be632954f0e",',
      '    goal: "run",',
      "    input_variables: {},",
      '    projectID: "67fdea40aac77be632954f13",',
      "  },",
      "  emulator.clientOptions(),",
      ");",
    ].join("\n"),
  );
  await page.getByLabel("Input variables").fill('{"colour": "red", "a b": ["key: 1"]}');
  await page.getByLabel("Goal").fill('say "hello"');
  const shown = (await code.textContent()) ?? "";
  expect(shown).toContain('goal: "say \\"hello\\"",');
  expect(shown).toContain('      colour: "red",\n      "a b": [\n        "key: 1"\n      ]\n    },');
  const inCode = /create_executeflow\(\n {2}(\{[\s\S]*\}),\n {2}emulator/.exec(shown)?.[1];
  expect(new Function(`return ${inCode}`)()).toMatchObject({
    goal: 'say "hello"',
    input_variables: { colour: "red", "a b": ["key: 1"] },
  });
  await page.getByRole("button", { name: "Copy" }).click();
  await expect.poll(() => page.locator("#copied").textContent()).toBe("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
});

test("a key goes to this machine only, and is not shown", async () => {
  const { page } = await stage.visitWithAddress();
  const key = page.getByRole("textbox", { name: "Key" });
  const code = page.locator("#code");
  await key.fill("very-secret");
  expect(await code.textContent()).toContain(`{ baseUrl: "${stage.api}", apiKey },`);
  expect(await page.locator("body").textContent()).not.toContain("very-secret");
  await picture(page, "console-light-address");

  await page.getByLabel("Base URL").fill("https://example.com/wexa");
  expect(await key.isVisible()).toBe(false);
  expect(await code.textContent()).toContain('{ baseUrl: "https://example.com/wexa", apiKey: null },');
  expect(await page.locator("#address-note").textContent()).toContain("proxy");
});

test("input variables that are no JSON are told at the field, and nothing is sent", async () => {
  const { page, complaints } = await stage.visitWithAddress();
  const field = page.getByLabel("Input variables");
  for (const [typed, told] of [
    ['{"colour": }', "This is not JSON"],
    ["[1]", 'Expected an object, such as {"name": "value"}; this is a list.'],
  ] as const) {
    await field.fill(typed);
    await page.getByLabel("Goal").focus();
    expect(await page.locator("#input_variables-error").textContent(), "on leaving").toContain(told);
    await page.getByRole("button", { name: "Start execution" }).click();
    expect(await page.locator("#input_variables-error").textContent(), "on starting").toContain(told);
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  }
  await picture(page, "console-light-invalid");
  expect(stage.emulator.requests).toEqual([]);

  await field.fill("{}");
  expect(await field.getAttribute("aria-invalid")).toBeNull();
  expect(await page.locator("#input_variables-error").textContent()).toBe("");
  expect(complaints).toEqual([]);
});

test("the client says what is wrong with a field, and a goal without words is the server's to judge", async () => {
  const { page } = await stage.visitWithAddress();
  const project = page.getByLabel("Project");
  await project.fill("");
  await page.getByRole("button", { name: "Start execution" }).click();
  await expect.poll(() => page.locator("#projectID-error").textContent()).toBe("It is missing.");
  expect(await project.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await page.locator(".failure").textContent()).toContain("not_sent");
  expect(stage.creates).toBe(0);

  await project.fill("67fdea40aac77be632954f13");
  await page.getByLabel("Goal").fill("");
  stage.emulator.fault({
    status: 422,
    body: { detail: [{ loc: ["body", "goal"], msg: "is too short", type: "x" }] },
  });
  await page.getByRole("button", { name: "Start execution" }).click();
  await expect.poll(() => page.locator("#goal-error").textContent()).toBe("Is too short.");
  expect(await page.getByLabel("Goal").evaluate((input) => input === document.activeElement)).toBe(true);
});

test("an error tells what became of the request, and whether to repeat it", async () => {
  const { page, complaints } = await stage.visitWithAddress();
  const failure = page.locator(".failure");
  const startAndRead = async (): Promise<string> => {
    await page.getByRole("button", { name: "Start execution" }).click();
    await expect
      .poll(() => page.locator("#start-button").getAttribute("aria-disabled"), { timeout: 15_000 })
      .toBe("false");
    await failure.waitFor();
    const heading = failure.getByRole("heading");
    expect(await heading.evaluate((each) => each === document.activeElement)).toBe(true);
    return (await failure.textContent()) ?? "";
  };

  stage.emulator.fault({ status: 500 });
  const broken = await startAndRead();
  for (const words of ["server (HTTP 500)", "unknown", "Not safe", "once", "may have been carried out"]) {
    expect(broken).toContain(words);
  }
  expect(broken).toMatch(new RegExp(`Request id${UUID.source}`));
  await picture(page, "console-light-error");

  stage.emulator.fault({ status: 429, retryAfter: 0, times: 3 });
  const limited = await startAndRead();
  for (const words of ["rate_limit (HTTP 429)", "refused", "Safe, and it may succeed", "3 times"]) {
    expect(limited).toContain(words);
  }

  await page.getByRole("textbox", { name: "Key" }).fill("wrong");
  const unknown = await startAndRead();
  for (const words of ["authentication (HTTP 401)", "refused", "unless something changes"]) {
    expect(unknown).toContain(words);
  }
  // What browsers say of any reply that is not a success; nothing else is said.
  expect(complaints.filter((text) => !text.startsWith("Failed to load resource"))).toEqual([]);
});

test("two presses are one execution", async () => {
  const { page } = await stage.visitWithAddress();
  stage.emulator.fault({ replyDelayMs: 300 });
  await page.getByRole("button", { name: "Start execution" }).dblclick();
  await page.getByLabel("Goal").press("Enter");
  await page.locator(".badge").waitFor();
  expect(stage.creates).toBe(1);
});

test("where looking fails it says so, and looks again when told", async () => {
  const { page } = await stage.visitWithAddress();
  stage.emulator.fault({ match: { method: "GET" }, status: 403 });
  await page.getByRole("button", { name: "Start execution" }).click();
  const again = page.getByRole("button", { name: "Look again" });
  await again.waitFor();
  expect(await page.locator("#state").textContent()).toContain("It was started, but looking at it failed.");
  await again.click();
  await expect.poll(() => page.locator(".badge").textContent(), { timeout: 10_000 }).toBe("completed");
  expect(stage.creates).toBe(1);
});

test("a failed run, and one that waits for a person", async () => {
  const { page, complaints } = await stage.visitWithAddress();
  stage.emulator.script({ match: { goal: "fail" }, failAt: 1, error: "no credits", steps: 2 });
  stage.emulator.script({ match: { goal: "ask" }, asks: [{ step: 0, type: "preview" }] });
  await page.getByLabel("Goal").fill("fail");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator(".badge").textContent(), { timeout: 10_000 }).toBe("failed");
  expect(await page.locator(".conclusion").textContent()).toBe("no credits");
  await picture(page, "console-light-failed");

  await page.getByLabel("Goal").fill("ask");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator(".badge").textContent(), { timeout: 10_000 }).toBe("input required");
  expect(await page.locator("#state").textContent()).toBe("It waits for an answer.");
  expect(complaints).toEqual([]);
});

test("works from the keyboard alone", async () => {
  const { page, complaints } = await stage.visit();
  const reached: string[] = [];
  const tab = async (): Promise<string> => {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.id || (at as HTMLInputElement)?.value || at?.tagName || "";
    });
    reached.push(name);
    return name;
  };
  while ((await tab()) !== "start-button") expect(reached.length).toBeLessThan(12);
  expect(reached).toEqual([
    "agentflow_id",
    "goal",
    "executed_by",
    "projectID",
    "input_variables",
    "emulator",
    "start-button",
  ]);
  const outline = await page.locator("#start-button").evaluate((each) => getComputedStyle(each).outlineStyle);
  expect(outline).toBe("solid");

  await page.keyboard.press("Space");
  await expect.poll(() => page.locator(".badge").textContent(), { timeout: 10_000 }).toBe("completed");
  // The focus has stayed where it was; behind it are the copying and the raw JSON.
  expect(await tab()).toBe("copy");
  expect(await tab()).toBe("SUMMARY");
  await page.keyboard.press("Enter");
  expect(await page.locator("details pre").isVisible()).toBe(true);
  expect(complaints).toEqual([]);
});

for (const scheme of ["light", "dark"] as const) {
  test(`on a phone, ${scheme}: nothing is wider than the screen`, async () => {
    const { page, complaints } = await stage.visit({
      viewport: { width: 360, height: 740 },
      colorScheme: scheme,
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
    });
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(360);
    await page.getByLabel("An address").tap();
    expect(await width()).toBe(360);
    await page.getByLabel("Base URL").fill("https://example.com");
    await page.getByLabel("Emulator in this page").tap();
    await page.getByLabel("Goal").fill("word".repeat(60));
    await page.getByRole("button", { name: "Start execution" }).tap();
    // It is far below the button, and brought into sight.
    await expect
      .poll(async () => ((await page.locator("#state").boundingBox())?.y ?? 9999) < 740 / 2)
      .toBe(true);
    await expect.poll(() => page.locator(".badge").textContent(), { timeout: 10_000 }).toBe("completed");
    await page.getByText("Raw JSON").tap();
    expect(await width()).toBe(360);
    await picture(page, `console-phone-${scheme}`);

    await page.getByLabel("Project").fill("");
    await page.getByRole("button", { name: "Start execution" }).tap();
    await page.locator(".failure").waitFor();
    expect(await width()).toBe(360);
    await picture(page, `console-phone-${scheme}-error`);
    expect(complaints).toEqual([]);
  });
}

test("dark, on a wide screen", async () => {
  const { page } = await stage.visit({ viewport: { width: 1280, height: 900 }, colorScheme: "dark" });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(22, 23, 21)");
  await page.getByRole("button", { name: "Start execution" }).click();
  await expect.poll(() => page.locator(".badge").textContent(), { timeout: 10_000 }).toBe("completed");
  await picture(page, "console-dark-completed");
});
