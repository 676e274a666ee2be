// In a page: one case of all. The driver asks for another one in another page.
import { cases, figures } from "./cases.ts";
import { overHttp } from "./http.ts";
import type { Figure } from "./measure.ts";
import { watching } from "./watch.ts";

declare global {
  interface Window {
    benchCases(): string[];
    benchRun(name: string): Promise<Figure[]>;
  }
}

const all = new Map<string, () => Promise<Figure[]>>([
  ...cases().map((one): [string, () => Promise<Figure[]>] => [one.name, () => figures(one)]),
  ["HTTP on loopback", () => overHttp(location.origin)],
  ["watch of 1,000", () => watching()],
]);

window.benchCases = () => [...all.keys()];
window.benchRun = async (name) => {
  const run = all.get(name);
  if (!run) throw new Error(`no case ${name}`);
  return run();
};
