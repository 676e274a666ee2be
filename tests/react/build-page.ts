import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

/** Builds the scenarios of a project into a page, as a person's own project would, and puts it into `built`. */
export async function buildPage(project: string): Promise<void> {
  const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/program.ts"></script>';
  writeFileSync(join(project, "index.html"), html);
  await build({
    root: project,
    configFile: false,
    logLevel: "warn",
    mode: "development",
    // StrictMode does something in React's development build alone.
    define: { "process.env.NODE_ENV": '"development"' },
    build: { outDir: "built", emptyOutDir: true, minify: false, chunkSizeWarningLimit: 5000 },
  });
}
