// What Vercel's builder does with a function: it is bundled for the edge, with each .wasm compiled ahead of time.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { EdgeRuntime } from "edge-runtime";
import { build } from "esbuild";

const modules = {};
const wasm = {
  name: "wasm",
  setup(build) {
    build.onResolve({ filter: /\.wasm\?module$/ }, ({ path, importer }) => {
      const name = `wasm_${Object.keys(modules).length}`;
      modules[name] = new WebAssembly.Module(
        readFileSync(join(dirname(importer), path.replace("?module", ""))),
      );
      return { path: name, namespace: "wasm" };
    });
    build.onLoad({ filter: /.*/, namespace: "wasm" }, ({ path }) => ({
      contents: `export default globalThis.${path}`,
    }));
  },
};

const { outputFiles } = await build({
  stdin: {
    contents: `
      import { start } from "./src/start.js";
      addEventListener("fetch", (event) => event.respondWith(
        start(JSON.parse(GIVEN)).then((line) => new Response(line), (error) => new Response("failed: " + error))
      ));`,
    resolveDir: ".",
  },
  bundle: true,
  write: false,
  format: "iife",
  conditions: ["edge-light", "worker", "browser", "import"],
  plugins: [wasm],
});
const runtime = new EdgeRuntime({
  initialCode: outputFiles[0].text,
  extend: (context) => Object.assign(context, modules, { GIVEN: process.env.GIVEN }),
});
const response = await runtime.dispatchFetch("http://edge.test/");
console.log(await response.text());
