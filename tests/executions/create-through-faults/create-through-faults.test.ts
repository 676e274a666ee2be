// Ten thousand creates through faults of every kind: what callers are told, beside what the server has started.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openNode } from "../../support/platforms/node.ts";
import type { Platform } from "../../support/platforms/platform.ts";
import { openWorkerd } from "../../support/platforms/workerd.ts";
import { documentOf } from "./document.ts";
import type { Batch, End, Way } from "./inside/batch.ts";
import { CREATES, type Create, type Figures, figuresOf, type Run, runCreates } from "./run.ts";

const writes = process.env.WEXA_WRITE_DOCS === "1";
const page = join(import.meta.dirname, "../../../docs/creates.md");
const program = (name: string): string => join(import.meta.dirname, "inside", name);

const PLATFORMS = {
  // One process makes all of them, or four requests to a worker a quarter each.
  Node: { open: () => openNode<Batch, End[]>(program("node-program.ts")), questions: 1 },
  workerd: {
    open: () => openWorkerd<Batch, End[]>(program("worker-program.ts"), "creates-workerd"),
    questions: 4,
  },
};
type PlatformName = keyof typeof PLATFORMS;
const platforms = Object.keys(PLATFORMS) as PlatformName[];
/** A minute or two of work: a bound against hanging, also on a busy machine. */
const LIMIT = 1_200_000;
const ways = ["default", "reconcile", "naive"] as const satisfies Way[];

const figures = {} as Record<Way, Record<PlatformName, Figures>>;
const open: Platform<Batch, End[]>[] = [];
const runs = {} as Record<PlatformName, Promise<Record<Way, Run>>>;

// Both at the same time: most of it is waiting.
beforeAll(() => {
  for (const name of platforms) {
    runs[name] = (async () => {
      const platform = await PLATFORMS[name].open();
      open.push(platform);
      const seen = {} as Record<Way, Run>;
      for (const way of ways) {
        // Of the client that is only compared with, a part is enough to see that it meets the faults.
        const asked = way === "naive" && !writes ? CREATES / 10 : CREATES;
        const began = performance.now();
        seen[way] = await runCreates(platform, way, PLATFORMS[name].questions, asked);
        const took = Math.round((performance.now() - began) / 1000);
        console.log(`${name}, ${way}: ${asked} creates in ${took} s`);
      }
      return seen;
    })();
    // Those that wait for it see it.
    runs[name].catch(() => undefined);
  }
});
afterAll(async () => {
  for (const platform of open) await platform.stop();
});

describe.each(platforms)("%s", (name) => {
  let seen: Record<Way, Run>;

  beforeAll(async () => {
    seen = await runs[name];
    for (const way of ways) figures[way] = { ...figures[way], [name]: figuresOf(seen[way]) };
  }, LIMIT);

  describe.each(["default", "reconcile"] as const)("with onUnknown: %s", (way) => {
    const those = (is: (create: Create) => boolean): Create[] => seen[way].creates.filter(is);

    test("none is started twice", () => {
      expect(those(({ ids }) => ids.length > 1)).toEqual([]);
    });

    test("each that resolves is the one that was started, and is there", () => {
      expect(those(({ id, ids }) => id !== undefined && id !== ids[0])).toEqual([]);
      expect(seen[way].invented).toEqual([]);
    });

    test("none that is told refused or not_sent was started", () => {
      const told = those(({ outcome }) => outcome === "refused" || outcome === "not_sent");
      expect(told.filter(({ ids }) => ids.length > 0)).toEqual([]);
      // Otherwise this would have proved nothing.
      expect(told.length).toBeGreaterThan(CREATES / 100);
    });

    test("every create is told something, and those that started are among the resolved and the unknown", () => {
      const { resolved, started, refused, unknownStarted, unknownNotStarted } = figuresOf(seen[way]);
      const unknown = unknownStarted + unknownNotStarted;
      expect(resolved + refused + unknown).toBe(CREATES);
      expect(resolved).toBeLessThanOrEqual(started);
      expect(started).toBeLessThanOrEqual(resolved + unknown);
    });

    test("the server saw as many requests as the client sent", () => {
      expect(those(({ fetched, requests }) => fetched !== requests)).toEqual([]);
    });
  });

  test("by default what started without a reply is told unknown", () => {
    const { resolved, started, unknownStarted, found } = figuresOf(seen.default);
    expect({ found, started }).toEqual({ found: 0, started: resolved + unknownStarted });
    expect(unknownStarted).toBeGreaterThan(CREATES / 20);
  });

  test("with reconcile every one that started is given, and no other", () => {
    const { found, unknownNotStarted } = figuresOf(seen.reconcile);
    expect(seen.reconcile.creates.filter(({ id, ids }) => id === undefined && ids.length > 0)).toEqual([]);
    expect(seen.reconcile.creates.filter(({ id, ids }) => id !== undefined && ids.length === 0)).toEqual([]);
    expect(found).toBeGreaterThan(CREATES / 20);
    expect(unknownNotStarted).toBeGreaterThan(CREATES / 20);
  });

  test("a naive client meets the same faults, and starts some twice", () => {
    const { twice, started, resolved } = figuresOf(seen.naive);
    expect(twice).toBeGreaterThan(seen.naive.asked / 100);
    expect(started).toBeGreaterThan(resolved);
  });
});

test("docs/creates.md says what was seen, but for the figures of the day", () => {
  const text = documentOf(figures);
  if (writes) writeFileSync(page, text);
  console.log(text.replace(/^[^|].*\n/gm, ""));
  const still = (words: string): string => words.replace(/\d[\d,]*/g, "0").replace(/ +/g, " ");
  expect(still(readFileSync(page, "utf8")), "stale: run the tests with WEXA_WRITE_DOCS=1").toBe(still(text));
});
