import { join } from "node:path";
import type { Figure } from "../inside/measure.ts";
import { output } from "./node.ts";
import { time } from "./table.ts";

export interface Scale {
  /** With so many in flight, and the same after `calls` calls. */
  fresh: Figure[];
  old: Figure[];
  calls: number;
  /** For one row of a list. */
  rows: Array<{ rows: number; raw: Figure; wexa: Figure }>;
}

export async function scale(project: string): Promise<Scale> {
  return JSON.parse(await output(join(project, "inside/scale.ts")));
}

/** Two Markdown tables: calls in flight, rows of a list. */
export function scaleTables({ fresh, old, calls, rows }: Scale): string {
  const flights = fresh.map((figure, index) => {
    const later = old[index];
    const cells = [figure.name, time(figure.median), `${figure.ratio.toFixed(2)}×`];
    return [...cells, later ? time(later.median) : ""];
  });
  const lengths = rows.map((each) => [
    each.rows.toLocaleString("en"),
    time(each.raw.median),
    time(each.wexa.median),
    `${each.wexa.ratio.toFixed(2)}×`,
  ]);
  return [
    markdown(["creates", "one call", "of one alone", `after ${calls.toLocaleString("en")} calls`], flights),
    markdown(["rows of a list", "raw fetch, a row", "wexa-executeflow, a row", "ratio"], lengths),
  ].join("\n\n");
}

function markdown(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = head.map((_, index) => (index ? "---:" : ":---"));
  return [head, line, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
