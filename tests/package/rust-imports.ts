import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file by its name below `src/`, with the files that it imports from. */
export type Imports = Map<string, Set<string>>;

interface RustFile {
  /** `client.rs` is `["client"]`, `lib.rs` is `[]`. */
  module: string[];
  code: string;
  /** Names that the file gives on from elsewhere, with their paths. */
  reexports: Map<string, string[]>;
  /** The bodies of its macros: what is in one belongs to the files that call it. */
  macros: Map<string, string>;
}

/** The sources of the crate by their names; tests left out. */
export function rustSources(source: string): Map<string, string> {
  const names = globSync("**/*.rs", { cwd: source }).filter((name) => !/(^|[/\\])tests\.rs$/.test(name));
  return new Map(
    names.sort().map((name) => [name.replaceAll("\\", "/"), readFileSync(join(source, name), "utf8")]),
  );
}

/** What each file imports: by `use`, or by a path in its code. A re-export counts for those that use it. */
export function importsOf(sources: ReadonlyMap<string, string>): Imports {
  const files = new Map([...sources].map(([name, text]) => [name, parse(name, text)]));
  const names = new Map([...files].map(([name, file]) => [file.module.join("::"), name]));
  const macros = new Map([...files.values()].flatMap((file) => [...file.macros]));

  /** The file that a path from the crate's root ends in. */
  const resolve = (path: string[]): string | undefined => {
    for (let length = path.length; length >= 0; length--) {
      const name = names.get(path.slice(0, length).join("::"));
      const file = name === undefined ? undefined : files.get(name);
      if (!file) continue;
      const elsewhere = file.reexports.get(path[length] ?? "");
      return elsewhere ? resolve(elsewhere) : name;
    }
    return undefined;
  };

  const imports: Imports = new Map();
  for (const [name, file] of files) {
    const called = [...file.code.matchAll(/\b(\w+)!\s*[({[]/g)].map(([, macro = ""]) => macro);
    const bodies = [...new Set(called)].filter((macro) => !file.macros.has(macro)).map((m) => macros.get(m));
    const found = new Set<string>();
    for (const path of paths([file.code, ...bodies].join("\n"), file.module)) {
      const target = resolve(path);
      if (target !== undefined && target !== name) found.add(target);
    }
    imports.set(name, found);
  }
  return imports;
}

/** One circle for each import that closes one: its files in order, the first again at the end. */
export function circles(imports: Imports): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: string[]): void => {
    const at = trail.indexOf(name);
    if (at >= 0) found.push([...trail.slice(at), name].join(" -> "));
    if (at >= 0 || done.has(name)) return;
    for (const next of imports.get(name) ?? []) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const name of imports.keys()) visit(name, []);
  return found;
}

function parse(name: string, text: string): RustFile {
  const module = name.replace(/(^lib|\/mod)?\.rs$/, "").split("/");
  const file: RustFile = {
    module: module[0] === "" ? [] : module,
    code: "",
    reexports: new Map(),
    macros: new Map(),
  };
  let code = withoutTexts(text).replace(/#\[cfg\(test\)\]\s*(#\[[^\]]*\]\s*)*mod \w+ \{[\s\S]*$/, "");
  for (let at = code.search(/\bmacro_rules!/); at >= 0; at = code.search(/\bmacro_rules!/)) {
    const end = closing(code, code.indexOf("{", at));
    const [, macro = ""] = /macro_rules!\s*(\w+)/.exec(code.slice(at)) ?? [];
    file.macros.set(macro, code.slice(at, end).replace(/^macro_rules!\s*\w+/, ""));
    code = code.slice(0, at) + code.slice(end);
  }
  file.code = code.replace(/\bpub(?:\([^)]*\))?\s+use\s+([^;]+);/g, (_, tree: string) => {
    for (const { path, as } of uses(tree)) {
      // A name alone is a macro of this file.
      if (path.length > 1) file.reexports.set(as, absolute(path, file.module));
    }
    return "";
  });
  return file;
}

/** Rust without its comments, and with strings and characters emptied. */
function withoutTexts(text: string): string {
  return text.replace(
    /\/\/.*|\/\*[\s\S]*?\*\/|r#"[\s\S]*?"#|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\\n]|\\[^\n]+?)'/g,
    (part) => (part.startsWith("/") ? "" : '""'),
  );
}

/** Where the brace that opens at `from` is closed. */
function closing(code: string, from: number): number {
  let depth = 0;
  for (let at = from; at < code.length; at++) {
    if (code[at] === "{") depth++;
    if (code[at] === "}" && --depth === 0) return at + 1;
  }
  return code.length;
}

/** Every path into the crate in a piece of code, from the crate's root. */
function* paths(code: string, module: string[]): Generator<string[]> {
  const rest = code.replace(/\buse\s+([^;]+);/g, (_, tree: string) => {
    return `${uses(tree)
      .map(({ path }) => path.join("::"))
      .join(";")};`;
  });
  // The files that this one declares as modules are named without `self::`.
  const children = new Set([...code.matchAll(/\bmod\s+(\w+);/g)].map(([, child = ""]) => child));
  for (const [path] of rest.matchAll(/(?<![\w:$])[A-Za-z_]\w*(?:::\w+)+/g)) {
    const parts = path.split("::");
    const first = parts[0] ?? "";
    if (["crate", "self", "super"].includes(first)) yield absolute(parts, module);
    else if (children.has(first)) yield [...module, ...parts];
  }
}

function absolute(path: string[], module: string[]): string[] {
  const [first = "", ...rest] = path;
  if (first === "crate") return rest;
  if (first === "self") return [...module, ...rest];
  if (first === "super") {
    const parent = module.slice(0, -1);
    return rest[0] === "super" ? absolute(rest, parent) : [...parent, ...rest];
  }
  return [...module, ...path];
}

/** The paths of a `use`, its braces spread out, with the name that each has from then on. */
function uses(tree: string): Array<{ path: string[]; as: string }> {
  const text = tree.trim();
  const open = text.indexOf("{");
  if (open >= 0) {
    const prefix = text.slice(0, open);
    return split(text.slice(open + 1, closing(text, open) - 1)).flatMap((each) => uses(prefix + each));
  }
  const [path = "", name] = text.split(/\s+as\s+/);
  const parts = path.split("::").map((part) => part.trim());
  if (parts.at(-1) === "self") parts.pop();
  return [{ path: parts, as: name ?? parts.at(-1) ?? "" }];
}

/** The parts between the commas that are in no braces of their own. */
function split(list: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of list) {
    if (character === "," && depth === 0) {
      parts.push("");
      continue;
    }
    depth += { "{": 1, "}": -1 }[character] ?? 0;
    parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
