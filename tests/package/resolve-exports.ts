/** A branch of the field `exports` of a package.json. */
type Branch = string | { readonly [condition: string]: Branch };

/**
 * The file that an importer under these conditions gets, by Node's rule: the first key that is one of the
 * conditions, or `default`; a branch without any is passed over.
 */
export function resolveExport(
  exports: Record<string, unknown>,
  subpath: string,
  conditions: readonly string[],
): string | undefined {
  return follow(exports[subpath] as Branch | undefined, new Set([...conditions, "default"]));
}

function follow(branch: Branch | undefined, conditions: ReadonlySet<string>): string | undefined {
  if (branch === undefined || typeof branch === "string") return branch;
  for (const [condition, inner] of Object.entries(branch)) {
    const file = conditions.has(condition) ? follow(inner, conditions) : undefined;
    if (file !== undefined) return file;
  }
  return undefined;
}

/** Every file that `exports` names. */
export function targets(branch: unknown): string[] {
  return typeof branch === "string" ? [branch] : Object.values(branch as object).flatMap(targets);
}
