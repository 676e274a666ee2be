// The rules of this repository that no linter knows. Each broken one is a line.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { missingFrom } from "../setup/lock-file.mjs";
import { readJson, root } from "../setup/paths.mjs";

const longest = 500;
const sources = new Set([".rs", ".ts", ".tsx", ".mts", ".js", ".mjs", ".css", ".sh"]);
const texts = new Set([...sources, ".md", ".json", ".toml", ".html", ".yml", ".yaml"]);

// The patterns are written so that this file does not match them.
const forbidden = [
  { in: texts, pattern: /(?<![\w.-])\/work\//, why: "a path of one machine" },
  { in: new Set([".rs"]), pattern: /#\[ignore\b/, why: "an ignored test" },
  {
    in: new Set([".ts", ".tsx", ".mts", ".js", ".mjs"]),
    pattern: /\b(?:describe|it|test|suite|bench)(?:\.\w+)*\.(?:only|skip)\b\s*\(/,
    why: "a test left out",
  },
];

/** Tracked, or about to be. CI's user may not own the files, which git minds unless told. */
function files() {
  const list = ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const names = execFileSync("git", list, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }).split("\0");
  return [...new Set(names)].filter((name) => name && existsSync(join(root, name)));
}

function* broken(name) {
  const kind = extname(name);
  if (/^(utils?|helpers?)\./.test(basename(name))) yield `${name}: name it by what it does`;
  if (!texts.has(kind) || basename(name) === "package-lock.json") return;
  const text = readFileSync(join(root, name), "utf8");
  const lines = text.replace(/\n$/, "").split("\n");
  if (sources.has(kind) && lines.length > longest) yield `${name}: ${lines.length} lines, ${longest} at most`;
  for (const rule of forbidden.filter((each) => each.in.has(kind))) {
    const at = lines.findIndex((line) => rule.pattern.test(line));
    if (at >= 0) yield `${name}:${at + 1}: ${rule.why}`;
  }
}

const names = files();
const problems = names.flatMap((name) => [...broken(name)]);
if (names.length === 0) problems.push("no files found: is this a git working tree?");

const lock = readJson(join(root, "package-lock.json"));
const missing = lock ? missingFrom(lock).length : 0;
if (missing > 0) {
  problems.push(
    `package-lock.json: ${missing} optional packages missing; run node scripts/setup/lock-file.mjs --fix`,
  );
}

for (const problem of problems) console.log(problem);
console.log(`${names.length} files looked at, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
