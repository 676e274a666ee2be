// What is published: only what a user needs, and all of that.

/** The parts of package.json that name files. */
export interface Manifest {
  exports: unknown;
  bin?: unknown;
  main?: unknown;
  module?: unknown;
  types?: unknown;
}

/** A file of the npm package. */
export interface Packed {
  path: string;
  /** Bytes. */
  size: number;
}

const SHIPPED = /^dist\/[\w-]+(\.js|\.cjs|\.d\.ts|\.d\.cts|\.wasm|\.LICENSES\.txt)$/;
const BESIDE = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json"];
/** Bytes of the largest file, and of all together when unpacked: what is far above today's is there by mistake. */
const LARGEST = 600_000;
const ALL = 4_000_000;

/** Every path that a field of package.json names, at any depth. */
export function named(value: unknown): string[] {
  if (typeof value === "string") return [value.replace(/^\.\//, "")];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(named) : [];
}

/** @param text what a file says, to find what it imports from beside it */
export function npmProblems(manifest: Manifest, files: Packed[], text: (path: string) => string): string[] {
  const there = new Set(files.map(({ path }) => path));
  const fields = [manifest.exports, manifest.bin, manifest.main, manifest.module, manifest.types];
  const entries = [...new Set(fields.flatMap(named))];
  const problems = [...entries, ...BESIDE]
    .filter((path) => !there.has(path))
    .map((path) => `${path} is missing`);

  const reached = new Set(entries.filter((path) => there.has(path)));
  // A set gives what is added to it while it is gone through.
  for (const path of reached)
    for (const next of importsOf(text(path))) if (there.has(next)) reached.add(next);

  for (const { path, size } of files) {
    if (size > LARGEST) problems.push(`${path} has ${size} bytes, ${LARGEST} at most`);
    if (BESIDE.includes(path)) continue;
    const of = path.replace(/\.LICENSES\.txt$/, "");
    const used = reached.has(path) || (of !== path && [".js", ".wasm"].some((end) => reached.has(of + end)));
    if (!SHIPPED.test(path)) problems.push(`${path} is nothing that a user needs`);
    else if (!used) problems.push(`${path} is reached from no entry`);
    if (/^\/[/*][#@] sourceMappingURL=/m.test(text(path))) problems.push(`${path} points to a source map`);
  }
  const sum = files.reduce((total, { size }) => total + size, 0);
  if (sum > ALL) problems.push(`${sum} bytes in all, ${ALL} at most`);
  return problems;
}

/** Types import `./index.js`, whose declarations are meant. */
function importsOf(text: string): string[] {
  const found = Array.from(
    text.matchAll(/["'`]\.\/([\w.-]+)(?:\?module)?["'`]/g),
    ([, name]) => `dist/${name}`,
  );
  return found.flatMap((path) => [path, path.replace(/\.(c?)js$/, ".d.$1ts")]);
}

const CRATE = [
  /^src\/(?!.*\btests\.rs$).+\.(rs|js)$/,
  /^(README\.md|CHANGELOG\.md|LICENSE-MIT|LICENSE-APACHE)$/,
  // Of cargo itself.
  /^(Cargo\.toml|Cargo\.toml\.orig|Cargo\.lock|\.cargo_vcs_info\.json)$/,
];

/** @param files the lines of `cargo package --list` */
export function crateProblems(files: string[]): string[] {
  const needed = ["Cargo.toml", "src/lib.rs", "README.md", "LICENSE-MIT", "LICENSE-APACHE"];
  return [
    ...needed.filter((path) => !files.includes(path)).map((path) => `${path} is missing`),
    ...files
      .filter((path) => !CRATE.some((pattern) => pattern.test(path)))
      .map((path) => `${path} is nothing that a Rust user needs`),
  ];
}
