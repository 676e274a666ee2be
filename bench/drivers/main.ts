// Every place measures all contenders in one run, in turns. `--keep` writes bench/results/ and the charts in docs/.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chart } from "./chart.ts";
import { coldInNode, coldInPage } from "./cold.ts";
import { machine } from "./machine.ts";
import { inNode } from "./node.ts";
import { inPage } from "./page.ts";
import { type Scale, scale, scaleTables } from "./scale.ts";
import { type Results, tables } from "./table.ts";
import { inWorkerd } from "./workerd.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    place: { type: "string", default: "node,chromium,workerd,cold,scale" },
    keep: { type: "boolean", default: false },
  },
});
const places = values.place.split(",");
const directory = join(import.meta.dirname, "..");
const root = join(directory, "../..");
const results: Results = {};
let chromium = "not run";

if (places.includes("node")) {
  console.error("Node");
  results.Node = await inNode(directory, values.only);
}
if (places.includes("chromium")) {
  console.error("Chromium");
  const { version, told } = await inPage(directory, values.only);
  [chromium, results.Chromium] = [version, told];
}
if (places.includes("workerd")) {
  console.error("workerd");
  results.workerd = { create: await inWorkerd(directory) };
}
if (places.includes("cold")) {
  console.error("cold starts");
  results["First call, cold"] = {
    Node: await coldInNode(directory),
    Chromium: await coldInPage(directory),
  };
}

let scaled: Scale | undefined;
if (places.includes("scale")) {
  console.error("scale");
  scaled = await scale(directory);
}

const from = machine(directory, chromium);
console.log(tables(results));
if (scaled) console.log(`\n### Scale, in Node\n\n${scaleTables(scaled)}`);
console.log(`\n${JSON.stringify(from, null, 2)}`);
const kept = JSON.stringify({ machine: from, results, scale: scaled }, null, 2);
writeFileSync(join(root, "target", "bench.json"), `${kept}\n`);

if (values.keep) {
  const name = `${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}.json`;
  mkdirSync(join(root, "bench", "results"), { recursive: true });
  writeFileSync(join(root, "bench", "results", name), `${kept}\n`);
  for (const [place, cases] of Object.entries(results)) {
    const shown = ["create", "list of 1,000", "Node", "Chromium"].flatMap((each) =>
      cases[each] ? ([[each, cases[each]]] as const) : [],
    );
    if (place === "workerd" || shown.length === 0) continue;
    const file = place.startsWith("First") ? "bench-cold.svg" : `bench-${place.toLowerCase()}.svg`;
    writeFileSync(join(root, "docs", file), chart(`${place}: time of a call, in raw fetch's`, shown));
  }
  console.error(`kept as bench/results/${name}`);
}
