// In Node: one case by its name, or the names of all. Prints one JSON. What a case leaves in the heap makes those after it
// up to three times as slow, so each has a process of its own.
import { all } from "./all.ts";

const [, , server = "", wanted = ""] = process.argv;

/** Processor time of this process, in milliseconds. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const runs = all(server, processor);
const run = runs.get(wanted);
process.stdout.write(JSON.stringify(run ? await run() : [...runs.keys()]));
