// In a page: every case. The driver asks for one after the other.
import { cases, figures } from "./cases.ts";
import type { Figure } from "./measure.ts";

declare global {
  interface Window {
    benchCases(): string[];
    benchRun(name: string): Promise<Figure[]>;
  }
}

window.benchCases = () => cases().map(({ name }) => name);
window.benchRun = async (name) => {
  const one = cases().find((each) => each.name === name);
  if (!one) throw new Error(`no case ${name}`);
  return figures(one);
};
