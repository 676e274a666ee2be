// What a page or process remembers of its creates stays small, and says so where it had to forget.
import { expect, test } from "vitest";
import { Ledger, ledgerOf, type Start } from "../../../npm/reconcile-ledger.ts";
import { equals } from "../../../npm/reconcile-match.ts";

const WINDOW = 11 * 60_000;

function start(at: number, text = "{}"): Start {
  return { url: "/execute_flow?projectID=p", text, at, settled: false };
}

test("executions are remembered, however long ago they were started", () => {
  const ledger = new Ledger();
  ledger.claim("a", 0);
  ledger.claim("b", 10 * WINDOW);
  expect(["a", "b", "c"].map((id) => ledger.claimed(id))).toEqual([true, true, false]);
  expect(ledger.whole(10 * WINDOW)).toBe(true);
});

test("no more than ten thousand of them, and what was forgotten is no longer taken for known", () => {
  const ledger = new Ledger();
  for (let at = 0; at < 10_000; at++) ledger.claim(`execution ${at}`, at);
  expect([ledger.size, ledger.claimed("execution 0"), ledger.whole(10_000)]).toEqual([10_000, true, true]);
  ledger.claim("one more", 10_000);
  expect([ledger.size, ledger.claimed("execution 0"), ledger.whole(10_000)]).toEqual([5001, false, false]);
  // The latest one that was forgotten is that of 4999.
  expect([ledger.whole(4999 + WINDOW), ledger.whole(5000 + WINDOW)]).toEqual([false, true]);
});

test("the memory of a million creates is that of ten thousand", () => {
  const url = crypto.randomUUID();
  for (let at = 0; at < 1_000_000; at += 100) {
    const one = start(at);
    ledgerOf(url, at).add(one);
    ledgerOf(url, at).claim(`execution ${at}`, at);
    ledgerOf(url, at).settle(one);
  }
  expect(ledgerOf(url, 1_000_000).size).toBeLessThanOrEqual(10_000);
});

test("a clock that is set back does not make the memory grow", () => {
  const ledger = new Ledger();
  for (let at = 20_000; at > 0; at--) ledger.claim(`execution ${at}`, at);
  expect(ledger.size).toBeLessThanOrEqual(10_000);
});

test("a request that never settles is forgotten with age", () => {
  const ledger = new Ledger();
  ledger.add(start(0));
  ledger.add(start(1));
  const late = start(WINDOW + 1);
  ledger.add(late);
  expect(ledger.size).toBe(2);
  expect(ledger.others(late)).toHaveLength(1);
});

test("a request that is sent again has its age from then", () => {
  const ledger = new Ledger();
  const again = start(0);
  ledger.add(again);
  ledger.add(start(1));
  again.at = WINDOW;
  ledger.add(again);
  ledger.add(start(WINDOW + 2));
  expect(ledger.size).toBe(2);
});

test("equal requests are those of the same JSON, in any order of names", () => {
  const ledger = new Ledger();
  const one = start(0, '{"a":[1,{"b":null}],"c":"d"}');
  const same = ['{"a":[1,{"b":null}],"c":"d"}', '{"c":"d","a":[1,{"b":null}]}'];
  const others = [
    '{"a":[1,{"b":null}]}',
    '{"a":[1,{"b":null}],"c":"d","e":1}',
    '{"a":{"0":1,"1":{"b":null}},"c":"d"}',
    '{"a":[{"b":null},1],"c":"d"}',
    '{"a":[1,{"e":null}],"c":"d"}',
    '{"a":[1,{"b":0}],"c":"d"}',
    '{"a":[1,{"b":null}],"c":"D"}',
    '{"a":[1,{"b":{}}],"c":"d"}',
    '{"__proto__":[1,{"b":null}],"c":"d"}',
  ];
  for (const text of [...same, ...others]) ledger.add(start(0, text));
  ledger.add(one);
  expect(equals(one, ledger.others(one)).map(({ text }) => text)).toEqual(same);
});

test("each server and project has its own, and those that nobody uses are forgotten", () => {
  const now = 10_000_000;
  const [one, two] = [ledgerOf("one", now), ledgerOf("two", now)];
  expect(one).not.toBe(two);
  expect(ledgerOf("one", now + WINDOW)).toBe(one);
  expect(ledgerOf("one", now + WINDOW + 1)).toBe(one);
  expect(ledgerOf("two", now + WINDOW + 1)).not.toBe(two);
});
