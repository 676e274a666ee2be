// A project of a user: the few lines of ../source/, the files of one environment, and what it installs.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { type Ended, run } from "../../support/run.ts";
import { given } from "./environment.ts";

const environments = join(import.meta.dirname, "..");

export interface Project {
  /** Where it is: its sources are in src/, the packages in node_modules/. */
  readonly directory: string;
  /** The environment of a command in it. */
  readonly env: Record<string, string | undefined>;
  /** How long its packages took to install, in milliseconds. */
  installed: number;
  /** Runs a command of its packages, which must end well. */
  run(command: string, args?: readonly string[], env?: Record<string, string>): Promise<Ended>;
  /** The version of a package in it. */
  version(name: string): string;
}

/** A package.json of an environment names exact versions; what those depend on is that of this day. */
const DAY = "2026-11-23";

/** The project of one environment: made and installed before the tests of the file, removed after them. */
export function projectOf(environment: string): Project {
  // Not in this repository: what a project lacks would be found in the directories above it.
  const directory = join(realpathSync(mkdtempSync(join(tmpdir(), "wexa-"))), basename(environment));
  const env = {
    PATH: [join(directory, "node_modules/.bin"), process.env.PATH].join(delimiter),
    // As for a user at a terminal of an ordinary machine: nothing that Vitest sets for its own workers.
    NODE_ENV: undefined,
    VITEST: undefined,
    TEST: undefined,
    VITE_USER_NODE_ENV: undefined,
    NEXT_TELEMETRY_DISABLED: "1",
    WRANGLER_SEND_METRICS: "false",
    // It would ask Cloudflare where this machine is.
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    NO_UPDATE_NOTIFIER: "1",
  };
  const project: Project = {
    directory,
    env,
    installed: 0,
    async run(command, args = [], more = {}) {
      const ended = await run(command, args, { cwd: directory, env: { ...env, ...more }, within: 170_000 });
      expect(ended.code, `${command} ${args.join(" ")}\n${ended.out}${ended.err}`).toBe(0);
      return ended;
    },
    version: (name) =>
      JSON.parse(readFileSync(join(directory, "node_modules", name, "package.json"), "utf8")).version,
  };
  beforeAll(async () => {
    mkdirSync(directory);
    cpSync(join(environments, "source"), join(directory, "src"), { recursive: true });
    for (const name of readdirSync(environment)) {
      if (!name.endsWith(".test.ts"))
        cpSync(join(environment, name), join(directory, name), { recursive: true });
    }
    cpSync(inject("tarball"), join(directory, "wexa-executeflow.tgz"));
    const flags = [`--before=${DAY}`, "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
    const ended = await run("npm", ["install", ...flags], { cwd: directory, env, within: 590_000 });
    expect(ended.code, `npm install\n${ended.out}${ended.err}`).toBe(0);
    expect(existsSync(join(directory, "node_modules/wexa-executeflow/package.json"))).toBe(true);
    project.installed = ended.ms;
  });
  afterAll(() => {
    if (process.env.WEXA_KEEP) console.log(`kept: ${directory}`);
    else rmSync(dirname(directory), { recursive: true, force: true });
  });
  return project;
}

/** The lines of what a tool has printed that a user would worry about. */
export function warnings(
  { out, err }: { out: string; err: string },
  known: readonly RegExp[] = [],
): string[] {
  return `${out}\n${err}`
    .split("\n")
    .filter((line) => /warn|deprecat|wexa-executeflow|\bfail|error/i.test(line))
    .filter((line) => !known.some((pattern) => pattern.test(line)));
}

/** What a program of the project prints: its line, and nothing else. */
export async function printedBy(
  project: Project,
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ line: string }> {
  const { out, err } = await project.run(command, args, { ...env, GIVEN: given });
  expect(err).toBe("");
  return { line: out.trimEnd() };
}
