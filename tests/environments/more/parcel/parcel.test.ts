import { join } from "node:path";
import { expect } from "vitest";
import { environment, withEmulator } from "../../harness/environment.ts";
import { pageAt, pageOf, withChromium } from "../../harness/page.ts";
import { projectOf, warnings } from "../../harness/project.ts";
import { freePort, serving } from "../../harness/serving.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
withChromium();
const version = (): string => project.version("parcel");

environment("Parcel", "build", version, async () => {
  expect(warnings(await project.run("parcel", ["build", "src/page.html", "--no-cache"]))).toEqual([]);
  return pageOf(join(project.directory, "dist"), "page.html");
});

environment("Parcel", "worker of a page", version, async () => {
  expect(warnings(await project.run("parcel", ["build", "src/worker-page.html", "--no-cache"]))).toEqual([]);
  return pageOf(join(project.directory, "dist"), "worker-page.html");
});

environment("Parcel", "development server", version, async () => {
  const port = String(await freePort());
  const args = ["serve", "src/page.html", "--host", "127.0.0.1", "--port", port, "--no-cache"];
  return serving(project, "parcel", args, async (url, printed) => {
    const outcome = await pageAt(`${url}/page.html`);
    expect(warnings(printed)).toEqual([]);
    return { ...outcome, bytes: undefined };
  });
});
