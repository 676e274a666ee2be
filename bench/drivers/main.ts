// Every place measures all contenders in one run, in turns. A place that fails is named, and the others go on.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { coldInNode, coldInPage } from "./cold.ts";
import { writeDocs } from "./docs.ts";
import { COLD, isComplete, type Kept, WATCH } from "./kept.ts";
import { lossTable } from "./losses.ts";
import { machine } from "./machine.ts";
import { inNode, memoryInNode } from "./node.ts";
import { inPage } from "./page.ts";
import { profile, profileTables } from "./profile.ts";
import { scale, scaleTables } from "./scale.ts";
import { markdown, tables } from "./table.ts";
import { inWorkerd } from "./workerd.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    place: { type: "string" },
    keep: { type: "boolean", default: false },
    from: { type: "string" },
  },
});
const { only } = values;
const directory = join(import.meta.dirname, "..");
const root = join(directory, "../..");

const found: Pick<Kept, "results" | "memory" | "bytes" | "scale" | "profile"> = { results: {} };
let chromium = "not run";

/** A case that nobody knows would be an empty table. */
function some<T extends object>(cases: T): T {
  if (Object.keys(cases).length === 0) throw new Error(`no case begins with "${only}"`);
  return cases;
}

const PLACES: Record<string, () => Promise<void>> = {
  async node() {
    found.results.Node = some(await inNode(directory, only));
    const names = found.results.Node[WATCH]?.map(({ name }) => name);
    if (names) found.memory = await memoryInNode(directory, names);
  },
  async chromium() {
    const { version, told } = await inPage(directory, only);
    chromium = version;
    found.results.Chromium = some(told);
  },
  async workerd() {
    found.results.workerd = { create: await inWorkerd(directory) };
  },
  async cold() {
    const { figures, bytes } = await coldInPage(directory);
    found.results[COLD] = { Node: await coldInNode(directory), Chromium: figures };
    found.bytes = bytes;
  },
  async scale() {
    found.scale = await scale(directory);
  },
  async profile() {
    found.profile = await profile(directory, root);
  },
};

/** What a run has found, as text. */
function shown({ results, memory, bytes, scale, profile, machine }: Kept): string {
  const parts = [tables(results)];
  if (memory) {
    const rows = memory.map(({ name, kept, left }) => [name, kept.toFixed(0), left.toFixed(0)]);
    parts.push(markdown(["bytes of a watched execution, in Node", "asleep", "after its end"], rows));
  }
  if (bytes) {
    const rows = Object.entries(bytes).map(([name, size]) => [name, String(size)]);
    parts.push(markdown(["what a page loads", "bytes (brotli)"], rows));
  }
  if (scale) parts.push(`### Scale, in Node\n\n${scaleTables(scale)}`);
  if (profile) parts.push(`### Profile, in Node\n\n${profileTables(profile)}`);
  if (Object.keys(results).length > 0)
    parts.push(`### Where this client loses\n\n${lossTable(results).join("\n")}`);
  return [...parts, JSON.stringify(machine, null, 2)].join("\n\n");
}

async function measured(): Promise<{ kept: Kept; failed: string[] }> {
  const began = Date.now();
  // Some cases are in Node and in Chromium only.
  const places = (values.place ?? (only ? "node,chromium" : Object.keys(PLACES).join())).split(",");
  const unknown = places.filter((place) => !PLACES[place]);
  if (unknown.length > 0) throw new Error(`no such place: ${unknown}; there are ${Object.keys(PLACES)}`);
  const failed: string[] = [];
  for (const place of places) {
    console.error(place);
    try {
      await PLACES[place]?.();
    } catch (error) {
      console.error(error);
      failed.push(place);
    }
  }
  const given = process.argv.slice(2).map((word) => ` ${word}`);
  return {
    kept: {
      command: given.length > 0 ? `npm run bench --${given.join("")}` : "npm run bench",
      minutes: Math.ceil((Date.now() - began) / 60_000),
      machine: machine(directory, chromium),
      ...found,
    },
    failed,
  };
}

if (values.from) {
  const kept = JSON.parse(readFileSync(resolve(values.from), "utf8")) as Kept;
  console.log(`written: ${writeDocs(kept, root).join(", ")}`);
} else {
  const { kept, failed } = await measured();
  console.log(shown(kept));
  const text = `${JSON.stringify(kept, null, 2)}\n`;
  writeFileSync(join(root, "target", "bench.json"), text);
  if (failed.length > 0) {
    console.error(`\nfailed: ${failed.join(", ")}${values.keep ? "; nothing is kept" : ""}`);
    process.exitCode = 1;
  } else if (values.keep) {
    const name = `${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}.json`;
    mkdirSync(join(root, "bench", "results"), { recursive: true });
    writeFileSync(join(root, "bench", "results", name), text);
    console.error(`kept: bench/results/${name}, ${writeDocs(kept, root).join(", ")}`);
    if (!isComplete(kept))
      console.error("docs/bench.md and the README are written from a run of everything only");
  }
}
