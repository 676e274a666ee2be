import { cpSync } from "node:fs";
import { join } from "node:path";
import { installOnce } from "../support/install-once.ts";
import { projectOf } from "../support/installed.ts";

/** The Reacts that the hooks are for: the newest of each. */
export const versions = { "18": "18.3.1", "19": "19.3.1" } as const;
export type Version = keyof typeof versions;

/** A project with the packed package, this React and the testing library. */
export async function reactProject(version: Version): Promise<string> {
  const exact = versions[version];
  const packages = [
    `react@${exact}`,
    `react-dom@${exact}`,
    "@testing-library/react@16.3.3",
    "@testing-library/dom@10.4.2",
  ];
  const installed = await installOnce(`react-${version}-packages`, packages);
  const project = projectOf(`react-${version}`, { source: join(import.meta.dirname, "project") });
  cpSync(join(installed, "node_modules"), join(project, "node_modules"), { recursive: true });
  return project;
}
