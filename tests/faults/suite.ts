// What is asked of every platform that the matrix is played on.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import facts from "../facts/create-executeflow.json" with { type: "json" };
import { differenceOn, type PlatformName, printedByItself } from "./expected/differences.ts";
import { late } from "./expected/fate.ts";
import { expected, waits } from "./expected/table.ts";
import { chapters, type FaultName } from "./faults/all.ts";
import { IDEMPOTENCIES, type Matrix, runMatrix, SECRET, SHORT_TIMEOUT, stalls } from "./matrix.ts";
import type { Platform } from "./platforms.ts";
import { complete, fatesOf } from "./read-fates.ts";

const names = chapters.flatMap(([, names]) => names);

export interface Run {
  title: string;
  platform: PlatformName;
  open(): Promise<Platform>;
  /** How many calls are under way at once, where that is not many. */
  atOnce?: number;
  /** Is given what was seen. */
  done?(matrix: Matrix): void;
}

/** Well after `totalTimeout` at the latest, and well before what the server of an ended call makes it wait for. */
function limitOf(name: FaultName): number {
  return name.startsWith("ended by the caller") ? 10_000 : 17_000;
}

/** Plays every fault on a platform, and holds what becomes of the calls against what is expected. */
export function describeFaults({ title, platform, open, atOnce, done }: Run): void {
  describe(title, () => {
    let matrix: Matrix;
    let at: Platform | undefined;
    const comesLate = (name: FaultName): boolean =>
      stalls(name) || differenceOn(platform, name)?.fates === late;

    beforeAll(async () => {
      at = await open();
      matrix = await runMatrix(at, { atOnce, late: comesLate });
      done?.(matrix);
    });
    afterAll(() => at?.stop());

    test.each(names)("%s", (name) => {
      const fates = differenceOn(platform, name)?.fates ?? expected[name];
      expect(fatesOf(matrix[name])).toEqual(complete(fates));
      for (const idempotency of IDEMPOTENCIES) expectSound(name, idempotency);
      if (!differenceOn(platform, name)) expectPauses(platform, name);
    });

    /** What holds whatever the fault is. */
    function expectSound(name: FaultName, idempotency: (typeof IDEMPOTENCIES)[number]): void {
      const { value, error, leaks, released, took, requests } = matrix[name][idempotency];
      expect(leaks, `${idempotency}: where the key was found`).toEqual([]);
      expect(released, `${idempotency}: every connection was let go of`).toBe(true);
      if (error) expect(error.genuine, `${idempotency}: of the class that it is named after`).toBe(true);
      else {
        expect(value).toMatchObject({ plain: true, execution_id: facts.response.execution_id });
      }
      const atLeast = comesLate(name) ? requests * SHORT_TIMEOUT : 0;
      expect(took, `${idempotency}: not given up early`).toBeGreaterThanOrEqual(atLeast * 0.97);
      expect(took, `${idempotency}: settled in time`).toBeLessThan(limitOf(name));
    }

    function expectPauses(platform: PlatformName, name: FaultName): void {
      const wait = waits[name];
      if (wait === undefined) return;
      for (const idempotency of IDEMPOTENCIES) {
        const { times } = matrix[name][idempotency];
        const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
        expect(Math.min(...pauses), `${platform}, ${idempotency}: as long as asked for`).toBeGreaterThan(
          wait * 0.97,
        );
      }
    }

    test("nobody's exceptions are left", () => {
      const uncaught = names.flatMap((name) =>
        IDEMPOTENCIES.flatMap((idempotency) => matrix[name][idempotency].uncaught),
      );
      expect([...new Set(uncaught)]).toEqual([]);
    });

    test("the key is not printed", () => {
      const own = printedByItself[platform]?.line;
      const lines = at?.printed().split("\n") ?? [];
      expect(lines.filter((line) => line.includes(SECRET) && !own?.test(line))).toEqual([]);
    });
  });
}
