import { join } from "node:path";
import { expect } from "vitest";
import { environment, withEmulator } from "../../harness/environment.ts";
import { pageAt, pageOf, withChromium } from "../../harness/page.ts";
import { projectOf, warnings } from "../../harness/project.ts";
import { serving } from "../../harness/serving.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
withChromium();
const version = (): string => project.version("vite");

environment("Vite", "development server", version, () =>
  serving(project, "vite", ["--host", "127.0.0.1", "--port", "0"], async (url, printed) => {
    const outcome = await pageAt(url);
    expect(warnings(printed)).toEqual([]);
    return { ...outcome, bytes: undefined };
  }),
);

environment("Vite", "build", version, async () => {
  expect(warnings(await project.run("vite", ["build"]))).toEqual([]);
  return pageOf(join(project.directory, "dist"), "index.html");
});

environment("Vite", "worker of a page", version, async () => {
  expect(warnings(await project.run("vite", ["build", "worker"]))).toEqual([]);
  return pageOf(join(project.directory, "worker/dist"), "index.html");
});

// The library hands over the address that Vite gives the file.
async function library() {
  expect(warnings(await project.run("vite", ["build", "slim"]))).toEqual([]);
  return pageOf(join(project.directory, "slim/dist"), "index.html");
}
environment("Vite", "library of wexa-executeflow/slim", version, library, false);
