import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "rolldown";

/** Writes the licences of all packages of node_modules that end up in a bundle beside it. */
export function licences(fileName: string): Plugin {
  return {
    name: "licences",
    generateBundle(_, bundle) {
      const packages = new Map<string, string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        for (const id of Object.keys(chunk.modules)) {
          const directory = packageOf(id);
          if (directory) packages.set(directory, licenceOf(directory));
        }
      }
      const texts = [...packages.values()].sort();
      this.emitFile({ type: "asset", fileName, source: `${texts.join(`\n\n${"-".repeat(80)}\n\n`)}\n` });
    },
  };
}

/** The directory of the package that a module belongs to, if it is one of node_modules. */
function packageOf(id: string): string | undefined {
  if (!id.includes("/node_modules/")) return undefined;
  for (let directory = dirname(id); directory.includes("/node_modules/"); directory = dirname(directory)) {
    const file = join(directory, "package.json");
    // A part of a package may have a package.json too, without a version.
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version) return directory;
  }
  return undefined;
}

function licenceOf(directory: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  const file = readdirSync(directory).find((file) => /^licen[cs]e/i.test(file));
  if (!file) throw new Error(`${name} ${version} ships no licence text (${license})`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(directory, file), "utf8").trim()}`;
}
