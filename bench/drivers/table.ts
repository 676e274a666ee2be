import type { Figure } from "../inside/measure.ts";

/** Cases by the place they were measured in. */
export type Results = Record<string, Record<string, Figure[]>>;

export const OWN = "wexa-executeflow";
export const RAW = "raw fetch";

/** A Markdown table of each place: what one call takes, and how often raw fetch's time that is. */
export function tables(results: Results): string {
  return Object.entries(results)
    .map(([place, cases]) => `### ${place}\n\n${table(cases)}`)
    .join("\n\n");
}

/** Cases by clients: the median of raw fetch, and of the others how often it that is, with the quartiles of that. */
function table(cases: Record<string, Figure[]>): string {
  const clients = clientsOf(cases);
  const rows = Object.entries(cases).map(([name, figures]) => [
    name,
    ...clients.map((client) => {
      const figure = figures.find((each) => each.name === client);
      return figure ? cell(figure) : "";
    }),
  ]);
  return markdown(["", ...clients.map(emphasized)], rows);
}

/** Cases by clients: the medians. */
export function medians(cases: Record<string, Figure[]>): string {
  const clients = clientsOf(cases);
  const rows = Object.entries(cases).map(([name, figures]) => [
    name,
    ...clients.map((client) => time(figures.find((each) => each.name === client)?.median)),
  ]);
  return markdown(["", ...clients.map(emphasized)], rows);
}

/** All clients of some cases, in their order. */
export function clientsOf(cases: Record<string, Figure[]>): string[] {
  return [...new Set(Object.values(cases).flatMap((figures) => figures.map(({ name }) => name)))];
}

function cell({ name, median, ratio, ratioLow, ratioHigh }: Figure): string {
  if (name === RAW) return time(median);
  return `${times(ratio)} (${ratioLow.toFixed(2)}–${ratioHigh.toFixed(2)})`;
}

export function emphasized(client: string): string {
  return client === OWN ? `**${client}**` : client;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}

/** A time that is given in microseconds. */
export function time(us: number | undefined): string {
  if (us === undefined) return "";
  if (us < 1000) return `${us < 100 ? us.toFixed(1) : us.toFixed(0)} µs`;
  return `${(us / 1000).toFixed(us < 100_000 ? 2 : 0)} ms`;
}

export function markdown(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = head.map((_, index) => (index ? "---:" : ":---"));
  return [head, line, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
