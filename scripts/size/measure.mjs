import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { minifySync } from "rolldown/experimental";
import { root } from "../setup/paths.mjs";

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = constants;

/** The sizes of some bytes. */
function sizes(bytes) {
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 22 };
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

/** What a bundler makes of a page that keeps every export of the default entry: its files by name. */
async function bundled() {
  const page = "page.js";
  const code = `export * from ${JSON.stringify(join(root, "dist/browser.js"))};`;
  const plugin = {
    name: "page",
    resolveId: (id) => (id === page ? id : null),
    load: (id) => (id === page ? code : null),
  };
  const bundle = await rolldown({ input: page, platform: "browser", plugins: [plugin], logLevel: "silent" });
  const names = { entryFileNames: "[name].js", chunkFileNames: "[name].js" };
  // As Vite has it for pages: what tells bundlers of pure calls is not shipped.
  const comments = { annotation: false };
  const { output } = await bundle.generate({ format: "esm", minify: true, comments, ...names });
  return Object.fromEntries(
    output.map(({ fileName, code, source }) => [fileName, Buffer.from(code ?? source)]),
  );
}

/** A part, minified. What nothing in it uses stays: others use it. */
function minified(code) {
  const options = { module: true, compress: { unused: false }, mangle: { toplevel: true } };
  const { code: small, errors } = minifySync("part.js", code, options);
  if (errors.length > 0) throw new Error(`a part cannot be minified: ${errors[0].message}`);
  return Buffer.from(small);
}

/** The JavaScript of each source file: the bundler writes its path before it. */
function* sources(code) {
  const [, ...pieces] = code.split(/^\/\/ (?:\\0)?((?:npm|src)\/\S+|#glue)$/m);
  for (let at = 0; at < pieces.length; at += 2) {
    // A file of its own may use what others declare, and may export.
    yield [pieces[at], pieces[at + 1].replace(/^export \{.*$/gm, "")];
  }
}

const SECTIONS = { 1: "types", 2: "imports", 10: "code", 11: "data" };

function* sections(module) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = module[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < module.length) {
    const kind = module[at++];
    const length = number();
    if (SECTIONS[kind]) yield [`module: ${SECTIONS[kind]}`, module.subarray(at, at + length)];
    at += length;
  }
}

/**
 * The sizes of what a page downloads, and of its parts, each compressed by itself.
 */
export async function measure() {
  const module = readFileSync(join(root, "dist/wexa.wasm"));
  const { "page.js": page } = await bundled();
  const files = [sizes(module), sizes(page)];
  const sum = (files) =>
    Object.fromEntries(
      ["raw", "gzip", "brotli"].map((kind) => [kind, files.reduce((all, file) => all + file[kind], 0)]),
    );
  const parts = {};
  for (const [name, bytes] of sections(module)) parts[name] = sizes(bytes);
  const code = readFileSync(join(root, "dist/browser.js"), "utf8");
  for (const [name, text] of sources(code)) parts[name] = sizes(minified(text));
  const [wasm, javascript] = files;
  return {
    together: {
      "wexa.wasm": wasm,
      "browser.js, bundled": javascript,
      "first load": sum(files),
    },
    parts,
  };
}
