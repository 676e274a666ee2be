import { join } from "node:path";
import { describe } from "vitest";
import { environment, withEmulator } from "../../harness/environment.ts";
import { printedBy, projectOf } from "../../harness/project.ts";

const project = projectOf(import.meta.dirname);
withEmulator();

describe.each([20, 22, 24])("Node %i", (major) => {
  const version = (): string => project.version(`node-${major}`);
  const node = join(project.directory, `node_modules/node-${major}/bin/node`);

  environment(`Node ${major}`, "import", version, () => printedBy(project, node, ["src/program.js"]));
  environment(`Node ${major}`, "require", version, () => printedBy(project, node, ["src/program.cjs"]));
});
