import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { licences } from "../scripts/build/licences.ts";

/** The development server styles the page by inline styles, which the page's policy rightly forbids. */
const withoutPolicy: Plugin = {
  name: "without-policy",
  apply: "serve",
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
};

/** What is compiled into the client and its emulator has licences too. */
const licencesOfClient: Plugin = {
  name: "licences-of-client",
  apply: "build",
  generateBundle() {
    for (const fileName of ["wexa.LICENSES.txt", "emulator.LICENSES.txt"]) {
      const source = readFileSync(new URL(`../dist/${fileName}`, import.meta.url));
      this.emitFile({ type: "asset", fileName, source });
    }
  },
};

/** Vite brings a rolldown of its own, whose types are others. */
const licencesBeside = { ...licences("LICENSES.txt"), apply: "build" } as unknown as Plugin;

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  // Relative, so that the built page works at any path.
  base: "./",
  plugins: [withoutPolicy, licencesBeside, licencesOfClient],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: { host: "127.0.0.1" },
  preview: { host: "127.0.0.1" },
  // As it is in dist/: bundled once more, the client would no longer be what users get.
  optimizeDeps: { exclude: ["wexa-executeflow", "wexa-executeflow/emulator"] },
  build: {
    outDir: fileURLToPath(new URL("../target/www", import.meta.url)),
    emptyOutDir: true,
    // What the package's baseline browsers understand.
    target: ["chrome111", "firefox115", "safari16.4"],
    // The page's policy allows no data: in scripts and requests.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
  },
});
