// What a run writes: charts, docs/bench.md and the README's short table from a run of everything, docs/profile.md from
// any run with a profile.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contenders } from "../contenders/all.ts";
import type { Figure } from "../inside/measure.ts";
import { chart } from "./chart.ts";
import { COLD, type Complete, isComplete, type Kept, WATCH } from "./kept.ts";
import { lossSummary, lossTable } from "./losses.ts";
import { profileTables } from "./profile.ts";
import { scaleTables } from "./scale.ts";
import { scaleChart } from "./scale-chart.ts";
import { clientsOf, emphasized, markdown, medians, OWN, RAW, tables, time, times } from "./table.ts";

/** The README's rows: a place and a case of it. */
const SHORT = [
  ["Node", "create"],
  ["Node", "get"],
  ["Node", "list of 1,000"],
  ["Node", "error 422"],
  ["Node", "64 concurrent"],
  [COLD, "Node"],
  ["Chromium", "create"],
  ["Chromium", "list of 1,000"],
  [COLD, "Chromium"],
] as const;

/** Writes what can be written from a run, and gives the names of the files. */
export function writeDocs(kept: Kept, root: string): string[] {
  const written: string[] = [];
  if (kept.profile) {
    const { date, cpu, node } = kept.machine;
    const from = `Run on ${date}, ${cpu}, Node ${node.slice(1)}: \`${kept.command}\`.`;
    replace(root, "docs/profile.md", "profile", [from, "", profileTables(kept.profile)]);
    written.push("docs/profile.md");
  }
  if (!isComplete(kept)) return written;

  for (const [name, drawn] of charts(kept)) {
    writeFileSync(join(root, "docs", name), drawn);
    written.push(`docs/${name}`);
  }
  replace(root, "docs/bench.md", "bench", page(kept));
  replace(root, "README.md", "bench", short(kept));
  // As the linter wants it.
  execFileSync(join(root, "node_modules/.bin/biome"), ["format", "--write", "README.md"], { cwd: root });
  return [...written, "docs/bench.md", "README.md"];
}

function charts({ results, scale }: Complete): Array<[string, string]> {
  const shown = ["create", "list of 1,000", "error 422", WATCH];
  const ofPlace = (place: string, names: readonly string[]): string =>
    chart(
      `${place}: the time of a call, in multiples of raw fetch's`,
      names.map((name) => [name, caseOf(results, place, name)]),
    );
  return [
    ["bench-node.svg", ofPlace("Node", shown)],
    ["bench-chromium.svg", ofPlace("Chromium", shown)],
    ["bench-cold.svg", ofPlace(COLD, ["Node", "Chromium"])],
    ["bench-scale.svg", scaleChart(scale)],
  ];
}

function page(kept: Complete): string[] {
  const { results, memory, bytes, scale } = kept;
  const places = Object.entries(results).flatMap(([place, cases]) => {
    const file = { Node: "node", Chromium: "chromium", [COLD]: "cold" }[place];
    return [
      `## ${place}`,
      "",
      ...(file ? [`![Bars for each client](bench-${file}.svg)`, ""] : []),
      tables({ [place]: cases }).replace(/^### .*\n\n/, ""),
      "",
      "Medians of one call:",
      "",
      medians(cases),
      "",
    ];
  });
  return [
    `Run on ${kept.machine.date} in ${kept.minutes} minutes: \`${kept.command}\`.`,
    "",
    from(kept),
    "",
    "## Where this client loses",
    "",
    ...lossTable(results),
    "",
    ...places,
    "## What a page loads",
    "",
    markdown(
      ["JavaScript and WebAssembly of the page of the first call", "bytes (brotli)"],
      Object.entries(bytes).map(([name, size]) => [emphasized(name), size.toLocaleString("en")]),
    ),
    "",
    "## Memory of a watch",
    "",
    markdown(
      ["bytes for each of 1,000 executions, in Node", "while it sleeps between two looks", "after its end"],
      memory.map(({ name, kept, left }) => [emphasized(name), whole(kept), whole(left)]),
    ),
    "",
    "## Scale",
    "",
    "![Lines of the cost of a call and of a row](bench-scale.svg)",
    "",
    scaleTables(scale),
  ];
}

function short(kept: Complete): string[] {
  const { results } = kept;
  const cases = Object.fromEntries(
    SHORT.map(([place, name]) => {
      const label = place === COLD ? `first call, ${name}` : `${name}, ${place}`;
      return [label, caseOf(results, place, name)];
    }),
  );
  const clients = clientsOf(cases);
  const rows = Object.entries(cases).map(([name, figures]) => [
    name,
    ...clients.map((client) => {
      const figure = figures.find((each) => each.name === client);
      if (!figure) throw new Error(`${name}: ${client} was not measured`);
      const words = client === RAW ? time(figure.median) : times(figure.ratio);
      return client === OWN ? `**${words}**` : words;
    }),
  ]);
  const does = ["", ...contenders.map((contender) => contender.does)];
  const lost = lossSummary(results);
  return [
    markdown(
      ["", ...clients.map(emphasized)],
      [does.map((words, index) => (index ? words : "beyond the request")), ...rows],
    ),
    "",
    `${from(kept)} \`${kept.command}\` on ${kept.machine.date}.`,
    "",
    ...(lost.length > 0
      ? [`Where this client loses, besides to ${RAW} (\\*: within the spread):`, "", ...lost]
      : [`No client but ${RAW} was faster in any case.`]),
  ];
}

function caseOf(results: Complete["results"], place: string, name: string): Figure[] {
  const figures = results[place]?.[name];
  if (!figures) throw new Error(`${place}, ${name}: not measured`);
  return figures;
}

/** The machine and the versions, in a sentence. */
function from({ machine }: Kept): string {
  const { cpu, cores, memoryGB, system, node, chromium, packages } = machine;
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return `${cpu}, ${cores} cores, ${memoryGB} GB, ${system}; Node ${node.slice(1)}, Chromium ${chromium}; ${versions.join(", ")}.`;
}

function whole(bytes: number): string {
  return Math.round(bytes).toLocaleString("en");
}

/** Puts lines between the markers of a document. */
function replace(root: string, name: string, marker: string, lines: readonly string[]): void {
  const file = join(root, name);
  const [begin, end] = [`<!-- ${marker}: written by a run of the bench -->`, `<!-- /${marker} -->`];
  const [before, rest] = readFileSync(file, "utf8").split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${name} has no place for what is between ${begin} and ${end}`);
  writeFileSync(file, `${before}${begin}\n\n${lines.join("\n")}\n\n${end}${after}`);
}
