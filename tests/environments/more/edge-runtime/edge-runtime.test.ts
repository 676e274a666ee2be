import { environment, withEmulator } from "../../harness/environment.ts";
import { printedBy, projectOf } from "../../harness/project.ts";

const project = projectOf(import.meta.dirname);
withEmulator();

environment(
  "Vercel's edge-runtime",
  "fetch event",
  () => project.version("edge-runtime"),
  () => printedBy(project, process.execPath, ["host.js"]),
);
