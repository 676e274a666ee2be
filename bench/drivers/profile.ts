import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Crossings } from "../inside/profile.ts";
import { GROUPS } from "../inside/profile-groups.ts";
import { output } from "./node.ts";
import { markdown } from "./table.ts";

/** Microseconds of a create by groups, beside raw fetch's, and the crossings of the boundary. */
export interface Profile {
  raw: Record<string, number>;
  wexa: Record<string, number>;
  crossings: Crossings;
}

/** Profiles a bundle that is the package's own but for its source map, which says where a function is from. */
export async function profile(project: string, root: string): Promise<Profile> {
  const directory = join(root, "target", "profile");
  const rolldown = join(root, "node_modules", "rolldown", "bin", "cli.mjs");
  execFileSync(
    process.execPath,
    [rolldown, "--config", "rolldown.config.ts", "--sourcemap", "--logLevel", "warn"],
    {
      cwd: root,
      env: { ...process.env, WEXA_DIST: directory },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const run = async (which: string) =>
    JSON.parse(await output([join(project, "inside/profile.ts"), join(directory, "node.js"), which]));
  const { groups: raw } = await run("raw");
  const { groups: wexa, crossings } = await run("wexa");
  return { raw, wexa, crossings };
}

/** Two Markdown tables: the time, and what crosses the boundary. */
export function profileTables({ raw, wexa, crossings }: Profile): string {
  const sum = (groups: Record<string, number>): number =>
    Object.values(groups).reduce((one, more) => one + more, 0);
  const [rawSum, wexaSum] = [sum(raw), sum(wexa)];
  const us = (time = 0): string => time.toFixed(1);
  const rows = GROUPS.map((group) => [
    group,
    us(wexa[group]),
    `${(((wexa[group] ?? 0) / wexaSum) * 100).toFixed(0)} %`,
    us(raw[group]),
    us((wexa[group] ?? 0) - (raw[group] ?? 0)),
  ]);
  rows.push(["**together**", `**${us(wexaSum)}**`, "", `**${us(rawSum)}**`, `**${us(wexaSum - rawSum)}**`]);
  const outOf = Object.entries(crossings.outOf).toSorted(([, one], [, other]) => other - one);
  const sumOutOf = outOf.reduce((all, [, count]) => all + count, 0);
  const asked = outOf.map(([name, count]) => `\`${name}\` ${count}`).join(", ");
  return [
    markdown(["µs of a create", "wexa-executeflow", "", "raw fetch", "more"], rows),
    `A create crosses the boundary ${crossings.into + sumOutOf} times: ${crossings.into} times into the module, and ${sumOutOf} times out of it, ` +
      `for ${asked}.`,
  ].join("\n\n");
}
