import { colourOf, drawing, text } from "./chart.ts";
import type { Scale } from "./scale.ts";
import { OWN, RAW } from "./table.ts";

const [TOP, HEIGHT, LEFT, RIGHT] = [64, 150, 64, 560];

interface Line {
  label: string;
  colour: string;
  dashed?: boolean;
  values: number[];
}

/** Two plots: what a create takes with more and more in flight, and what a row takes in longer and longer lists. */
export function scaleChart({ fresh, old, plain, calls, inFlight, rows }: Scale): string {
  const medians = (figures: ReadonlyArray<{ median: number }>) => figures.map(({ median }) => median);
  const [own, raw] = [colourOf(OWN), colourOf(RAW)];
  const parts = [
    ...plot(TOP, "µs of a create, by creates in flight", inFlight, [
      { label: OWN, colour: own, values: medians(fresh) },
      { label: `after ${calls.toLocaleString("en")} calls`, colour: own, dashed: true, values: medians(old) },
      { label: RAW, colour: raw, values: medians(plain) },
    ]),
    ...plot(
      TOP + HEIGHT + 80,
      "µs of a row, by rows of a list",
      rows.map((each) => each.rows),
      [
        { label: OWN, colour: own, values: medians(rows.map((each) => each.wexa)) },
        { label: RAW, colour: raw, values: medians(rows.map((each) => each.raw)) },
      ],
    ),
  ];
  return drawing("Scale, in Node: level lines are what is wanted", TOP + 2 * HEIGHT + 120, parts);
}

/** Lines over a scale of powers of ten, from zero: a slope is not made steeper than it is. */
function plot(top: number, title: string, at: readonly number[], lines: readonly Line[]): string[] {
  const most = Math.max(...lines.flatMap(({ values }) => values)) * 1.1;
  const x = (index: number): number => LEFT + ((RIGHT - LEFT) * index) / (at.length - 1);
  const y = (value: number): number => top + HEIGHT - (HEIGHT * value) / most;
  const bottom = top + HEIGHT;
  const parts = [
    text(16, top - 12, title, 'font-weight="600"'),
    `<path d="M${LEFT} ${top}V${bottom}H${RIGHT}" fill="none" stroke="#8b949e"/>`,
    text(LEFT - 8, bottom + 4, "0", 'text-anchor="end"'),
    text(LEFT - 8, top + 4, most.toFixed(1), 'text-anchor="end"'),
    ...at.map((count, index) =>
      text(x(index), bottom + 18, count.toLocaleString("en"), 'text-anchor="middle"'),
    ),
  ];
  let below = 0;
  const ends = lines.toSorted((one, other) => (other.values.at(-1) ?? 0) - (one.values.at(-1) ?? 0));
  for (const { label, colour, dashed, values } of ends) {
    const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
    const dashes = dashed ? ' stroke-dasharray="6 4"' : "";
    parts.push(`<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>`);
    // Names do not cover one another.
    below = Math.max(below + 15, y(values.at(-1) ?? 0) + 4);
    parts.push(text(RIGHT + 10, below, label, `fill="${colour}"`));
  }
  return parts;
}
