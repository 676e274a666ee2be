// The package's JavaScript. `cargo xtask build` runs this after the module is made: WEXA_VARIANT says which of
// target/bindgen/ it is made around, WEXA_DIST where it goes.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig, type OutputOptions, type Plugin, type RolldownOptions, rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";
import { licences } from "./scripts/build/licences.ts";

const bindgen = resolve("target/bindgen", process.env.WEXA_VARIANT ?? "npm");
const dist = resolve(process.env.WEXA_DIST ?? "dist");
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

/**
 * The glue as a factory: as wasm-bindgen writes it, it keeps one instance in variables of its own, and looks for TextDecoder
 * when it is imported.
 */
async function glue(): Promise<string> {
  const bundle = await rolldown({ input: join(bindgen, "glue.js"), platform: "neutral" });
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

// The paths of tsconfig.json are for the type checker: here each entry has its own.
const common: RolldownOptions = {
  platform: "neutral",
  logLevel: "warn",
  tsconfig: false,
  checks: { pluginTimings: false },
};

function output(...formats: Array<"esm" | "cjs">): OutputOptions[] {
  return formats.map((format) => ({
    dir: dist,
    format,
    entryFileNames: `[name].${format === "cjs" ? "cjs" : "js"}`,
    exports: "named",
  }));
}

/** The face of the package on one platform. */
function client(platform: string, ...formats: Array<"esm" | "cjs">): RolldownOptions {
  return {
    ...common,
    input: { [platform]: platform === "slim" ? "npm/entrypoints/slim-entry.ts" : "npm/index.ts" },
    plugins: [made, wasm],
    resolve: { alias: { "#platform": resolve(`npm/entrypoints/${platform}.ts`) } },
    output: output(...formats),
  };
}

/** The types, the same on all platforms, for importers of both module systems. */
function types(name: string, input: string, ...plugins: Plugin[]): RolldownOptions[] {
  return ["js", "cjs"].map((extension) => ({
    ...common,
    input: { [name]: input },
    plugins: [
      ...plugins,
      // The types of the face are in one file, also for the entries that add to it.
      beside(name === "index" ? {} : { "../index.ts": `./index.${extension}` }),
      dts({ emitDtsOnly: true, tsconfig: "tsconfig.json" }),
    ],
    external: [/^#/, "react"],
    output: { dir: dist, format: "esm", entryFileNames: `[name].${extension}` },
  }));
}

mkdirSync(dist, { recursive: true });
copyFileSync(join(bindgen, "wexa_bg.wasm"), join(dist, "wexa.wasm"));

export default defineConfig([
  client("browser", "esm"),
  client("node", "esm", "cjs"),
  client("inline", "esm", "cjs"),
  client("workerd", "esm"),
  client("edge-light", "esm"),
  client("slim", "esm", "cjs"),
  { ...common, input: { bytes: "npm/entrypoints/bytes.ts" }, plugins: [made], output: output("esm") },
  {
    ...common,
    input: { emulator: "npm/emulator/index.ts" },
    plugins: [licences("emulator.LICENSES.txt")],
    output: output("esm", "cjs"),
  },
  { ...common, input: { proxy: "npm/proxy/index.ts" }, output: output("esm", "cjs") },
  {
    ...common,
    platform: "node",
    input: { cli: "npm/cli.ts" },
    transform: { define: { __VERSION__: JSON.stringify(version) } },
    plugins: [licences("cli.LICENSES.txt")],
    output: output("esm"),
  },
  {
    ...common,
    input: { react: "npm/react/index.ts" },
    external: ["react"],
    output: output("esm", "cjs").map((each) => ({ ...each, banner: '"use client";' })),
  },
  ...types("index", "npm/index.ts"),
  ...types("slim", "npm/entrypoints/slim-entry.ts"),
  ...types("emulator", "npm/emulator/index.ts"),
  // The client's types are those of the client itself: its classes have private parts, and a copy is another class.
  ...types("react", "npm/react/index.ts", beside({ "../index.ts": "wexa-executeflow" })),
  ...types("proxy", "npm/proxy/index.ts"),
]);
