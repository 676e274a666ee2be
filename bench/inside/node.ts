// In Node: one case by its name, or the names of all. Prints one JSON. What a case leaves in the heap makes those after it
// up to three times as slow, so each has a process of its own.
import { cases, figures } from "./cases.ts";
import { overHttp } from "./http.ts";
import type { Figure } from "./measure.ts";
import { watching } from "./watch.ts";

const [, , server = "", wanted = ""] = process.argv;

/** Processor time of this process, in milliseconds. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const all = new Map<string, () => Promise<Figure[]>>([
  ...cases().map((one): [string, () => Promise<Figure[]>] => [one.name, () => figures(one)]),
  ["HTTP on loopback", () => overHttp(server)],
  ["watch of 1,000", () => watching(processor)],
]);
const run = all.get(wanted);
process.stdout.write(JSON.stringify(run ? await run() : [...all.keys()]));
