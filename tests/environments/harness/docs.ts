// The table of the environments, written where it is asked for: WEXA_WRITE_DOCS=1.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform } from "node:os";
import { join } from "node:path";
import { kept, type Result } from "./results.ts";

const root = join(import.meta.dirname, "../../..");

/** In the order of their users. */
const TOOLS = [
  "No bundler",
  "Vite",
  "Vite 7",
  "Vite 6",
  "Vite 5",
  "webpack",
  "esbuild",
  "Rollup",
  "Parcel",
  "Next.js",
  "Cloudflare workerd",
  "Cloudflare's Vite plugin",
  "Vercel's edge-runtime",
  "Node 24",
  "Node 22",
  "Node 20",
  "Deno",
  "Bun",
  "Vitest",
  "Jest",
];

/** Puts what has been found between the markers of the documents. */
export function writeDocs(): void {
  const results = kept();
  const unknown = results.filter(({ tool }) => !TOOLS.includes(tool)).map(({ tool }) => tool);
  const missing = TOOLS.filter((name) => !results.some(({ tool }) => tool === name));
  if (unknown.length > 0 || missing.length > 0) {
    throw new Error(`the table needs a run of all of TOOLS; missing: ${missing}, not in it: ${unknown}`);
  }
  const machine = `${cpus().length} CPUs, ${platform()}-${arch()}`;
  const day = new Date().toISOString().slice(0, 10);
  replace("docs/environments.md", [`Run on ${day}, ${machine}.`, "", ...table(results)]);
  replace("README.md", summary(results));
  execFileSync("biome", ["format", "--write", "README.md"], { cwd: root });
}

function table(results: readonly Result[]): string[] {
  const lines = [
    "| environment | version | | result | bytes (brotli) | first call |",
    "| --- | --- | --- | --- | --: | --: |",
  ];
  for (const tool of TOOLS) {
    for (const { way, version, passed, bytes, ms } of results.filter((each) => each.tool === tool)) {
      const size = bytes ? bytes.toLocaleString("en") : "";
      lines.push(
        `| ${tool} | ${version} | ${way} | ${passed ? "works" : "**fails**"} | ${size} | ${ms ?? ""} ms |`,
      );
    }
  }
  return lines;
}

function summary(results: readonly Result[]): string[] {
  const lines = ["| environment | | bytes (brotli) |", "| --- | --- | --: |"];
  for (const tool of TOOLS) {
    const own = results.filter((each) => each.tool === tool);
    const version = own[0]?.version;
    const name = tool.startsWith("No bundler") ? `${tool} (Chromium ${version})` : named(tool, version);
    const ways = own.map(({ way, passed }) => (passed ? way : `**not: ${way}**`)).join(", ");
    const sizes = own.flatMap(({ bytes }) => (bytes ? [bytes] : []));
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)].map((size) => (size / 1000).toFixed(1));
    const size = sizes.length === 0 ? "" : least === most ? `${least} KB` : `${least}–${most} KB`;
    lines.push(`| ${name} | ${ways} | ${size} |`);
  }
  return lines;
}

/** "Vite 8.3.8", and "Vite 7.3.8" for the tool "Vite 7". */
function named(tool: string, version = ""): string {
  return `${tool.replace(/ \d+$/, "")} ${version}`;
}

function replace(name: string, lines: readonly string[]): void {
  const file = join(root, name);
  const text = readFileSync(file, "utf8");
  const [begin, end] = ["<!-- environments: written by a run of the tests -->", "<!-- /environments -->"];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${name} has no place for the table`);
  writeFileSync(file, `${before}${begin}\n\n${lines.join("\n")}\n\n${end}${after}`);
}
