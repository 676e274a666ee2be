import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
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

/** Minified as a bundler does it. Of a part, also what nothing in it uses stays: others use it. */
function minified(code, unused) {
  const options = { module: true, compress: { unused }, mangle: { toplevel: true } };
  const { code: small, errors } = minifySync("browser.js", code, options);
  if (errors.length > 0) throw new Error(`browser.js cannot be minified: ${errors[0].message}`);
  return Buffer.from(small);
}

/** The JavaScript of each source file: the bundler writes its path before it. */
function* sources(code) {
  const [, ...pieces] = code.split(/^\/\/ (?:\\0)?(npm\/\S+|#glue)$/m);
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

/** The sizes of what is downloaded, and of its parts, each compressed by itself. */
export async function measure() {
  const module = readFileSync(join(root, "dist/wexa.wasm"));
  const code = readFileSync(join(root, "dist/browser.js"), "utf8");
  const [wasm, javascript] = [sizes(module), sizes(minified(code, true))];
  const sum = (kind) => wasm[kind] + javascript[kind];
  const parts = {};
  for (const [name, bytes] of sections(module)) parts[name] = sizes(bytes);
  for (const [name, text] of sources(code)) parts[name] = sizes(minified(text, false));
  return {
    together: {
      "wexa.wasm": wasm,
      "browser.js, minified": javascript,
      together: { raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") },
    },
    parts,
  };
}
