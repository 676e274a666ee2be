// Outputs are strangers' texts: nothing in them may run, load or look like the page's own.
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Chromium, picture, shows, startOther } from "./visit.ts";

const stage = new Chromium();
vi.setConfig({ testTimeout: 90_000 });

beforeAll(() => stage.open());
afterEach(() => stage.clearAll());
afterAll(() => stage.close());

const HOSTILE = [
  "<script>globalThis.hurt = 'script'</script>",
  '<img src="https://tracker.example/pixel.png" onerror="globalThis.hurt = \'image\'">',
  '<svg onload="globalThis.hurt = \'svg\'"><a href="javascript:hurt=1">x</a></svg>',
  "[press me](javascript:globalThis.hurt='link')",
  '<a href="data:text/html,<script>1</script>">data</a>',
  '<iframe src="https://frame.example"></iframe><object data="x"></object><style>body{display:none}</style>',
  '<form action="https://form.example"><input name="key"><button>Send</button></form>',
  '<div style="position:fixed;inset:0" class="dialog" id="main">over the page</div>',
  "![picture](https://tracker.example/markdown.png)",
];

test("hostile markdown stays inert, as an output, as the conclusion and as JSON", async () => {
  const { page, origins } = await stage.visitWithAddress();
  stage.emulator.script({
    steps: 2,
    output: [{ output: HOSTILE.join("\n\n") }, { output: { html: HOSTILE.join("\n") } }],
    conclusion: `# Done\n\n${HOSTILE.join("\n\n")}`,
  });
  await startOther(page, "<img src=x onerror=hurt=1>");
  await shows(page, "Completed");
  for (const link of await page.locator(".markdown a").all()) {
    await link.click({ force: true, timeout: 1000 }).catch(() => undefined);
  }
  expect(await page.evaluate(() => (globalThis as { hurt?: string }).hurt)).toBeUndefined();
  const found = await page.evaluate(() => {
    const inside = [...document.querySelectorAll(".markdown *")];
    return {
      tags: [...new Set(inside.map(({ localName }) => localName))],
      attributes: [...new Set(inside.flatMap((each) => each.getAttributeNames()))],
      links: inside.map((each) => each.getAttribute("href")).filter(Boolean),
    };
  });
  const safe = ["h3", "p", "a", "br", "em", "strong", "code", "pre"];
  expect(found.tags.filter((tag) => !safe.includes(tag))).toEqual([]);
  expect(found.attributes.filter((name) => !["href", "title", "target", "rel"].includes(name))).toEqual([]);
  expect(found.links).toEqual([]);
  expect([...origins].filter((origin) => origin.includes("example"))).toEqual([]);
  await expect.poll(() => page.locator("body").isVisible()).toBe(true);
});

test("what is harmless is shown as it is meant", async () => {
  const { page, complaints } = await stage.visitWithAddress();
  const table = "| a | b |\n| - | - |\n| 1 | 2 |";
  stage.emulator.script({
    steps: 3,
    output: [
      { output: `# Title\n\n- one\n- **two**\n\n${table}\n\n[site](https://example.com)` },
      { output: '{"inside": ["a", "string"]}' },
      "a bare item",
    ],
  });
  await startOther(page, "markdown");
  await shows(page, "Completed");
  const first = page.locator(".entry[data-tone=done] .markdown").first();
  await expect.poll(() => first.locator("h3").textContent()).toBe("Title");
  await expect.poll(() => first.locator("li").allTextContents()).toEqual(["one", "two"]);
  await expect.poll(() => first.locator("td").allTextContents()).toEqual(["1", "2"]);
  const link = first.getByRole("link", { name: "site" });
  await expect.poll(() => link.getAttribute("rel")).toContain("noopener");
  await expect.poll(() => link.getAttribute("target")).toBe("_blank");
  const json = page.locator(".entry[data-tone=done] pre.json");
  expect(JSON.parse((await json.textContent()) ?? "")).toEqual({ inside: ["a", "string"] });
  await expect
    .poll(() => page.locator(".entry[data-tone=done]").last().textContent())
    .toContain("a bare item");
  await picture(page, "markdown");
  expect(complaints).toEqual([]);
});
