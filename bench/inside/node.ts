// In Node: every case, or those whose names begin as is said. Prints one JSON.
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

const all: Array<[string, () => Promise<Figure[]>]> = [
  ...cases().map((one): [string, () => Promise<Figure[]>] => [one.name, () => figures(one)]),
  ["HTTP on loopback", () => overHttp(server)],
  ["watch of 1,000", () => watching(processor)],
];
const told: Record<string, Figure[]> = {};
for (const [name, run] of all) {
  if (!name.startsWith(wanted)) continue;
  told[name] = await run();
  process.stderr.write(`  ${name}\n`);
}
process.stdout.write(JSON.stringify(told));
