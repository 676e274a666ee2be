import type { Figure } from "../inside/measure.ts";

/** Cases by the place they were measured in. */
export type Results = Record<string, Record<string, Figure[]>>;

/** A Markdown table of each place: what one call takes, and how often raw fetch's time that is. */
export function tables(results: Results): string {
  return Object.entries(results)
    .map(([place, cases]) => `### ${place}\n\n${table(cases)}`)
    .join("\n\n");
}

function table(cases: Record<string, Figure[]>): string {
  const names = Object.keys(cases);
  const contenders = (Object.values(cases)[0] ?? []).map(({ name }) => name);
  const head = ["", ...names.map((name) => name)];
  const rows = contenders.map((contender, index) => [
    contender === "wexa-executeflow" ? "**wexa-executeflow**" : contender,
    ...names.map((name) => cell(cases[name]?.[index], index === 0)),
  ]);
  return [head, head.map((_, index) => (index ? "---:" : ":---")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function cell(figure: Figure | undefined, isRaw: boolean): string {
  if (!figure) return "";
  if (isRaw) return time(figure.median);
  return `${figure.ratio.toFixed(2)}× (${figure.ratioLow.toFixed(2)}–${figure.ratioHigh.toFixed(2)})`;
}

export function time(us: number): string {
  if (us < 1000) return `${us < 100 ? us.toFixed(1) : us.toFixed(0)} µs`;
  return `${(us / 1000).toFixed(us < 100_000 ? 2 : 0)} ms`;
}
