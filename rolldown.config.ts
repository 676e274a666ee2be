// The package's JavaScript. `cargo xtask build` runs this after the module is made: WEXA_VARIANT says which of
// target/bindgen/ it is made around, WEXA_DIST where it goes.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig, type Plugin, rolldown, type RolldownOptions } from "rolldown";
import { dts } from "rolldown-plugin-dts";
import { licences } from "./scripts/build/licences.ts";

const bindgen = resolve("target/bindgen", process.env.WEXA_VARIANT ?? "npm");
const dist = resolve(process.env.WEXA_DIST ?? "dist");
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

/**
 * The glue as a factory: in the form that wasm-bindgen writes it, it keeps one instance in variables of its own and
 * looks for TextDecoder when it is imported.
 */
async function glue(): Promise<string> {
  const bundle = await rolldown({ input: join(bindgen, "wexa.js"), platform: "neutral" });
  const { output } = await bundle.generate({ format: "cjs", exports: "named", comments: false });
  const { code } = output[0];
  return `export default function (TextDecoder, TextEncoder) {\nconst exports = {};\n${code}\nreturn exports;\n}`;
}

function virtual(modules: Record<string, string>): Plugin {
  return {
    name: "virtual",
    resolveId: (id) => (id in modules ? { id: `\0${id}` } : null),
    load: (id) => modules[id.slice(1)] ?? null,
  };
}

/** Modules that stay imports of a file beside the bundle. */
function beside(files: Record<string, string>): Plugin {
  return {
    name: "beside",
    resolveId: (id) => (id in files ? { id: files[id] as string, external: true } : null),
  };
}

const made = virtual({
  "#glue": await glue(),
  "#bytes": `export default "${readFileSync(join(bindgen, "wexa_bg.wasm")).toString("base64")}";`,
});

const wasm = beside({
  "./wexa.wasm": "./wexa.wasm",
  "./wexa.wasm?module": "./wexa.wasm?module",
  "#inline": "./bytes.js",
});

const common: RolldownOptions = { platform: "neutral", treeshake: true, logLevel: "warn" };

function client(platform: string, formats: Array<"esm" | "cjs">): RolldownOptions {
  return {
    ...common,
    input: { [platform]: "npm/index.ts" },
    plugins: [made, wasm],
    resolve: { alias: { "#platform": resolve(`npm/platforms/${platform}.ts`) } },
    output: formats.map((format) => ({
      dir: dist,
      format,
      entryFileNames: `[name].${format === "cjs" ? "cjs" : "js"}`,
      exports: "named",
    })) as never,
  };
}

mkdirSync(dist, { recursive: true });
copyFileSync(join(bindgen, "wexa_bg.wasm"), join(dist, "wexa.wasm"));

function output(format: "esm" | "cjs") {
  return { dir: dist, format, entryFileNames: `[name].${format === "cjs" ? "cjs" : "js"}`, exports: "named" as const };
}

export default defineConfig([
  client("browser", ["esm"]),
  client("node", ["esm", "cjs"]),
  client("inline", ["esm", "cjs"]),
  client("workerd", ["esm"]),
  client("edge-light", ["esm"]),
  { ...common, input: { bytes: "npm/platforms/bytes.ts" }, plugins: [made], output: output("esm") },
]);
void licences;
void dts;
void version;
