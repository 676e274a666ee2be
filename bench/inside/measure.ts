import { Bench } from "tinybench";

/** Something to be measured: `calls` is how many calls one turn of `run` makes. */
export interface Subject {
  name: string;
  calls: number;
  run(): Promise<unknown>;
}

/** Times of one call in microseconds, and how often as long as the first subject's in the same round it was. */
export interface Figure {
  name: string;
  median: number;
  low: number;
  high: number;
  ratio: number;
  ratioLow: number;
  ratioHigh: number;
}

export interface Rounds {
  rounds: number;
  /** How many of them are for the engine to compile what it finds hot: their figures are dropped. @default 1 */
  warmUp?: number;
  /** Milliseconds for each subject in each round, at least. */
  time: number;
  /** Turns of each subject in each round, at least. */
  iterations: number;
  /** Gives milliseconds. @default performance.now */
  clock?: (() => number) | undefined;
}

/**
 * Measures all subjects in every round, in an order of its own, so that what the machine does besides falls on all of
 * them. A ratio is taken within a round.
 */
export async function measure(
  subjects: readonly Subject[],
  { rounds, warmUp = 1, time, iterations, clock }: Rounds,
): Promise<Figure[]> {
  const times = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  for (const { run } of subjects) await run();
  for (let round = 0; round < rounds; round++) {
    // No garbage collection is forced anywhere: it makes what comes after it up to twice as slow, in measures of its own. So
    // each round has another order.
    const bench = new Bench({
      time,
      iterations,
      warmup: false,
      throws: true,
      ...(clock && { now: clock }),
    });
    const calls = new Map(subjects.map((subject) => [subject.name, subject.calls]));
    for (const { name, run } of rotated(subjects, round)) bench.add(name, run, { async: true });
    await bench.run();
    if (round < warmUp) continue;
    for (const { name, result } of bench.tasks) {
      if (!("latency" in result)) throw new Error(`${name} gave no figures`);
      times.get(name)?.push((result.latency.p50 * 1000) / (calls.get(name) ?? 1));
    }
  }
  return figuresOf(times);
}

/** Figures of the times of each subject, round by round, in microseconds. */
export function figuresOf(times: ReadonlyMap<string, readonly number[]>): Figure[] {
  const [first] = times.values();
  return [...times].map(([name, all]) => {
    const ratios = all.map((time, round) => time / (first?.[round] ?? Number.NaN));
    return {
      name,
      median: quantile(all, 0.5),
      low: quantile(all, 0.25),
      high: quantile(all, 0.75),
      ratio: quantile(ratios, 0.5),
      ratioLow: quantile(ratios, 0.25),
      ratioHigh: quantile(ratios, 0.75),
    };
  });
}

/** The same in another order each time; every other time backwards. */
function rotated<T>(all: readonly T[], by: number): T[] {
  const at = by % all.length;
  const order = [...all.slice(at), ...all.slice(0, at)];
  return by % 2 ? order.reverse() : order;
}

/** A quantile with interpolation. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (low === undefined || high === undefined) return Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
