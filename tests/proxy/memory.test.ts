import { expect, test } from "vitest";
import { memoryStore } from "../../npm/proxy/attempts.ts";

test("an attempt is new once, until its time is over", async () => {
  let now = 0;
  const store = memoryStore(10, () => now);
  expect([
    store.has("a", {}),
    store.claim("a", 100, {}),
    store.claim("a", 100, {}),
    store.has("a", {}),
  ]).toEqual([false, true, false, true]);
  now = 100;
  expect([store.has("a", {}), store.claim("a", 100, {})]).toEqual([false, true]);
});

test("memory that is full forgets nothing early, and lets nothing new through", () => {
  let now = 0;
  const store = memoryStore(2, () => now);
  store.claim("a", 100, {});
  now = 50;
  store.claim("b", 100, {});
  expect(() => store.claim("c", 100, {})).toThrow(/remembers as many/);
  expect([store.claim("a", 100, {}), store.claim("b", 100, {})]).toEqual([false, false]);
  now = 100;
  expect([store.claim("c", 100, {}), store.claim("b", 100, {})]).toEqual([true, false]);
});
