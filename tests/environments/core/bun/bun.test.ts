import { environment, withEmulator } from "../../harness/environment.ts";
import { printedBy, projectOf } from "../../harness/project.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
const version = (): string => project.version("bun");

environment("Bun", "import", version, () => printedBy(project, "bun", ["src/program.js"]));
environment("Bun", "require", version, () => printedBy(project, "bun", ["src/program.cjs"]));
