import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { environment, given, withEmulator } from "../../harness/environment.ts";
import { projectOf, warnings } from "../../harness/project.ts";
import { answerOf, serving } from "../../harness/serving.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
const version = (): string => project.version("@cloudflare/vite-plugin");

/** Where the plugin takes a worker's secrets from. */
const give = (): void => writeFileSync(join(project.directory, ".dev.vars"), `GIVEN='${given}'\n`);

const serve = (args: string[]) =>
  serving(project, "vite", [...args, "--host", "127.0.0.1", "--port", "0"], async (url, printed) => {
    const outcome = await answerOf(url);
    expect(warnings(printed)).toEqual([]);
    return outcome;
  });

environment("Cloudflare's Vite plugin", "development server", version, () => {
  give();
  return serve(["dev"]);
});

environment("Cloudflare's Vite plugin", "build", version, async () => {
  give();
  expect(warnings(await project.run("vite", ["build"]))).toEqual([]);
  return serve(["preview"]);
});
