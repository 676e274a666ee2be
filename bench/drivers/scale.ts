import { join } from "node:path";
import type { Figure } from "../inside/measure.ts";
import { output } from "./node.ts";
import { markdown, time, times } from "./table.ts";

export interface Scale {
  /** With so many in flight, by this client; the same after `calls` calls; the same by raw fetch. */
  fresh: Figure[];
  old: Figure[];
  plain: Figure[];
  calls: number;
  inFlight: number[];
  /** For one row of a list. */
  rows: Array<{ rows: number; raw: Figure; wexa: Figure }>;
}

export async function scale(project: string): Promise<Scale> {
  return JSON.parse(await output([join(project, "inside/scale.ts")]));
}

/** Two Markdown tables: calls in flight, rows of a list. */
export function scaleTables({ fresh, old, plain, calls, inFlight, rows }: Scale): string {
  const flights = inFlight.map((count, index) => [
    count.toLocaleString("en"),
    ...[plain, fresh, old].flatMap((figures) => {
      const figure = figures[index];
      return figure ? [time(figure.median), times(figure.ratio)] : ["", ""];
    }),
  ]);
  const lengths = rows.map(({ rows, raw, wexa }) => [
    rows.toLocaleString("en"),
    time(raw.median),
    time(wexa.median),
    times(wexa.ratio),
  ]);
  const head = ["creates in flight", "raw fetch", "", "wexa-executeflow", ""];
  return [
    markdown([...head, `after ${calls.toLocaleString("en")} calls`, ""], flights),
    markdown(["rows of a list", "raw fetch, a row", "wexa-executeflow, a row", "ratio"], lengths),
  ].join("\n\n");
}
