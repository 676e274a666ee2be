// One version everywhere, and a changelog that tells of it.

export interface Versions {
  /** By the name of the file that says it. */
  said: Record<string, string | undefined>;
  /** The text of CHANGELOG.md. */
  changelog: string;
  /** The tag that is released, if one is. */
  tag?: string | undefined;
}

export function versionProblems({ said, tag }: Versions): string[] {
  const wanted = said["package.json"];
  const others = Object.entries(said).filter(([, version]) => version !== wanted);
  const problems = others.map(([file, version]) => `${file} says ${version}, package.json ${wanted}`);
  if (tag !== undefined && tag !== `v${wanted}`) problems.push(`the tag ${tag} is not v${wanted}`);
  return problems;
}

/** The top entry is the version's: `## 0.1.0 - unreleased` until it has a tag, then with a date. */
export function changelogProblems({ said, changelog, tag }: Versions): string[] {
  const version = said["package.json"];
  const [, ...entries] = changelog.split(/^## /m);
  const [top = ""] = entries;
  const [, named, when] = /^(\S+) - (unreleased|\d{4}-\d\d-\d\d)$/m.exec(top.split("\n")[0] ?? "") ?? [];
  if (!named) return ["its top entry is not headed `## version - date` or `## version - unreleased`"];
  const problems: string[] = [];
  if (named !== version) problems.push(`its top entry is of ${named}, package.json of ${version}`);
  if (!/^- \S/m.test(top)) problems.push(`its entry of ${named} says nothing`);
  if (tag !== undefined && when === "unreleased") problems.push(`its entry of ${named} has no date`);
  return problems;
}
