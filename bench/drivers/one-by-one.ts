import type { Figure } from "../inside/measure.ts";

/** The figures of the cases whose names begin so, one after the other. */
export async function oneByOne(
  names: readonly string[],
  only: string,
  run: (name: string) => Promise<Figure[]>,
): Promise<Record<string, Figure[]>> {
  const told: Record<string, Figure[]> = {};
  for (const name of names) {
    if (!name.startsWith(only)) continue;
    told[name] = await run(name);
    process.stderr.write(`  ${name}\n`);
  }
  return told;
}
