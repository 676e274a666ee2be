import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { environment, withEmulator } from "../../harness/environment.ts";
import { pageAt, pageOf, withChromium } from "../../harness/page.ts";
import { projectOf, warnings } from "../../harness/project.ts";
import { serving } from "../../harness/serving.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
withChromium();

describe.each([5, 6, 7])("Vite %i", (major) => {
  const version = (): string => project.version(`vite-${major}`);
  const vite = join(project.directory, `node_modules/vite-${major}/bin/vite.js`);

  environment(`Vite ${major}`, "development server", version, () => {
    rmSync(join(project.directory, "node_modules/.vite"), { recursive: true, force: true });
    const args = [vite, "--host", "127.0.0.1", "--port", "0"];
    return serving(project, process.execPath, args, async (url, printed) => {
      const outcome = await pageAt(url);
      expect(warnings(printed)).toEqual([]);
      return { ...outcome, bytes: undefined };
    });
  });

  environment(`Vite ${major}`, "build", version, async () => {
    const to = join(project.directory, `dist-${major}`);
    expect(warnings(await project.run(process.execPath, [vite, "build", "--outDir", to]))).toEqual([]);
    return pageOf(to, "index.html");
  });

  // By default these bundle a worker into one file, and refuse any import() in it: the fallback of the default entry.
  environment(`Vite ${major}`, "worker of a page, from /inline", version, async () => {
    const start = join(project.directory, "src/start.js");
    const source = readFileSync(start, "utf8");
    writeFileSync(start, source.replace('"wexa-executeflow"', '"wexa-executeflow/inline"'));
    try {
      const args = [vite, "build", "worker", "--emptyOutDir"];
      expect(warnings(await project.run(process.execPath, args))).toEqual([]);
    } finally {
      writeFileSync(start, source);
    }
    return pageOf(join(project.directory, "worker/dist"), "index.html");
  });
});
