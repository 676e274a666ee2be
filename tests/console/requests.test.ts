import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Chromium, MOST_SHIFT, picture, shift, shows, startOther } from "./visit.ts";

const stage = new Chromium();
vi.setConfig({ testTimeout: 90_000 });

beforeAll(() => stage.open());
afterEach(() => stage.clearAll());
afterAll(() => stage.close());

/** The bodies of the answers that have arrived. */
function answers(operation: string): unknown[] {
  return stage.emulator.requests.filter((request) => request.operation === operation).map(({ body }) => body);
}

const titles = (page: Page): Promise<string[]> => page.locator(".entry-head strong").allTextContents();

test("values that a run asks for: a draft first, then submitted, and the run goes on", async () => {
  const { page, complaints } = await stage.visitWithAddress({ viewport: { width: 1280, height: 1000 } });
  const input = { amount: 10, note: "none" };
  stage.emulator.script({
    asks: [{ step: 1, type: "runtime_input", summary: "How much was agreed?", input }],
  });
  await startOther(page, "ask");
  await shows(page, "Needs an answer");
  const request = page.getByRole("region", { name: "How much was agreed?" });
  await request.waitFor();
  await picture(page, "runtime-input");
  await expect
    .poll(() => page.locator(".agent-state").allTextContents())
    .toEqual(["Done", "Needs an answer", "Waiting"]);

  await request.getByLabel("Value 1", { exact: true }).fill("no number");
  await request.getByRole("button", { name: "Submit and go on" }).click();
  expect(answers("inbox.updateRuntimeInput")).toEqual([]);
  await request.getByLabel("Value 1", { exact: true }).fill("12.5");
  await request.getByRole("button", { name: "Save draft" }).click();
  await request.getByText("Saved as a draft").waitFor();
  await expect.poll(() => page.locator(".badge").textContent()).toBe("Needs an answer");
  await request.getByRole("button", { name: "Submit and go on" }).click();
  await shows(page, "Completed");
  expect(answers("inbox.updateRuntimeInput")).toMatchObject([
    { is_submitted: false, values: { amount: 12.5, note: "none" } },
    { is_submitted: true, values: { amount: 12.5, note: "none" } },
  ]);
  await expect
    .poll(() => titles(page))
    .toEqual(["Started", "Agent 1", "Values were given", "Agent 2", "Agent 3", "Completed"]);
  expect(complaints).toEqual([]);
  const { sum, moved } = await shift(page);
  expect(sum, moved.join("\n")).toBeLessThan(MOST_SHIFT);
});

test("a preview, changed and approved", async () => {
  const { page, complaints } = await stage.visitWithAddress();
  stage.emulator.script({
    asks: [{ step: 0, type: "preview", summary: "Send it?", input: { to: "a@example.com" } }],
  });
  await startOther(page, "preview");
  const request = page.getByRole("region", { name: "Send it?" });
  await request.waitFor();
  await page.getByRole("button", { name: "Answer it" }).click();
  await request.getByRole("button", { name: "JSON", exact: true }).click();
  await request.getByLabel(/as JSON/).fill('{"to": "b@example.com", "copies": 2}');
  await picture(page, "preview");
  await request.getByRole("button", { name: "Approve" }).click();
  await shows(page, "Completed");
  expect(answers("inbox.updatePreview")).toMatchObject([
    { is_approved: true, preview_input: { skill: { input: { to: "b@example.com", copies: 2 } } } },
  ]);
  await expect.poll(() => titles(page)).toContain("Approved");
  expect(complaints).toEqual([]);
});

test("an anomaly: let pass in one run, the other cancelled", async () => {
  const { page } = await stage.visitWithAddress();
  stage.emulator.script({ asks: [{ step: 0, type: "anomaly_detection", summary: "This is odd." }] });
  await startOther(page, "pass");
  await page.getByRole("button", { name: "Go on all the same" }).click();
  await shows(page, "Completed");
  expect(answers("inbox.updateAnomalyDetection")).toEqual([{ is_approved: true }]);

  await page.getByRole("link", { name: "New" }).click();
  await startOther(page, "odd");
  await page.getByRole("region", { name: "This is odd." }).waitFor();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await shows(page, "Cancelled");
  await expect.poll(() => page.getByRole("region", { name: "This is odd." }).count()).toBe(0);
});

test("two questions, one after the other; an answer that is refused can be given again", async () => {
  const { page } = await stage.visitWithAddress();
  stage.emulator.script({
    asks: [
      { step: 0, type: "runtime_input", summary: "First?", input: { a: "1" } },
      { step: 1, type: "preview", summary: "Second?" },
    ],
  });
  await startOther(page, "twice");
  const first = page.getByRole("region", { name: "First?" });
  await first.waitFor();
  stage.emulator.fault({ match: { operation: "inbox.updateRuntimeInput" }, status: 403 });
  await first.getByRole("button", { name: "Submit and go on" }).click();
  await page.getByText("The values were not taken").waitFor();
  await first.getByRole("button", { name: "Submit and go on" }).click();
  const second = page.getByRole("region", { name: "Second?" });
  await second.waitFor();
  await expect.poll(() => first.count()).toBe(0);
  await second.getByRole("button", { name: "Approve" }).click();
  await shows(page, "Completed");
});
