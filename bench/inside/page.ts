// In a page: one case of all. The driver asks for another one in another page.
import { all } from "./all.ts";
import type { Figure } from "./measure.ts";

declare global {
  interface Window {
    benchCases(): string[];
    benchRun(name: string): Promise<Figure[]>;
  }
}

const runs = all(location.origin);

window.benchCases = () => [...runs.keys()];
window.benchRun = async (name) => {
  const run = runs.get(name);
  if (!run) throw new Error(`no case ${name}`);
  return run();
};
