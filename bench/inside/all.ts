import { cases, figures } from "./cases.ts";
import { overHttp } from "./http.ts";
import type { Figure } from "./measure.ts";
import { watching } from "./watch.ts";

/** What is measured in Node and in a page, by names. The clock is that of the watch: the wall's without one. */
export function all(server: string, clock?: () => number): Map<string, () => Promise<Figure[]>> {
  return new Map([
    ...cases().map((one): [string, () => Promise<Figure[]>] => [one.name, () => figures(one)]),
    ["HTTP on loopback", () => overHttp(server)],
    ["watch of 1,000", () => watching(clock)],
  ]);
}
