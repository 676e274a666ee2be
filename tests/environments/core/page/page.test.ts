import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll } from "vitest";
import { environment, withEmulator } from "../../harness/environment.ts";
import { chromiumVersion, pageOf, withChromium } from "../../harness/page.ts";
import { projectOf } from "../../harness/project.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
withChromium();

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' http://127.0.0.1:*";

// A copy of the sources that names the file: workers know no import maps, and a strict policy allows none in a page.
beforeAll(() => {
  const plain = join(project.directory, "plain");
  cpSync(join(project.directory, "src"), plain, { recursive: true });
  const start = join(plain, "start.js");
  const file = '"/node_modules/wexa-executeflow/dist/browser.js"';
  writeFileSync(start, readFileSync(start, "utf8").replace('"wexa-executeflow"', file));
});

environment("No bundler", "module script with an import map", chromiumVersion, () =>
  pageOf(project.directory, "import-map.html"),
);
environment("No bundler", "module script", chromiumVersion, () => pageOf(project.directory, "plain.html"));
environment("No bundler", "under a strict Content-Security-Policy", chromiumVersion, () =>
  pageOf(project.directory, "plain.html", { csp: POLICY }),
);
environment("No bundler", "dedicated worker", chromiumVersion, () =>
  pageOf(project.directory, "worker.html"),
);
environment(
  "No bundler",
  "service worker",
  chromiumVersion,
  () => pageOf(project.directory, "service-worker.html"),
  false,
);
