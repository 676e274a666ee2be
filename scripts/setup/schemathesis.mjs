// The tool that fuzzes the emulator along the OpenAPI file: a Python program, in an environment of its own.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { canInstall, hintFor, install } from "./debian.mjs";
import { findCommand, readJson, target, writeJson } from "./paths.mjs";
import { run, tail } from "./run.mjs";
import { SetupError, say } from "./say.mjs";

const version = "4.32.5";
const directory = join(target, "schemathesis");
const stamp = join(directory, "installed.json");
const packages = ["python3", "python3-venv"];

/** Python with what makes an environment: Debian ships that apart. */
async function hasPython() {
  const python = findCommand("python3");
  return python !== undefined && (await run([python, "-c", "import venv, ensurepip"])).code === 0;
}

export async function ensureSchemathesis() {
  if (readJson(stamp)?.version === version && existsSync(join(directory, "bin/schemathesis"))) return;
  if (!(await hasPython())) {
    if (!(await canInstall())) {
      throw new SetupError("Python 3 with venv is missing (it runs a test tool)", {
        commands: hintFor(packages),
      });
    }
    await install(packages, "Python (for a test tool)");
  }
  say(`installing schemathesis ${version} (tests of the emulator)`);
  rmSync(directory, { recursive: true, force: true });
  const steps = [
    ["python3", "-m", "venv", directory],
    [
      join(directory, "bin/pip"),
      "install",
      "--quiet",
      "--disable-pip-version-check",
      `schemathesis==${version}`,
    ],
  ];
  for (const command of steps) {
    const { code, lines } = await run(command, { seconds: 300 });
    if (code === 0) continue;
    throw new SetupError(`schemathesis cannot be installed: ${tail(lines, 5).join("\n")}`, {
      commands: [command.join(" ")],
    });
  }
  writeJson(stamp, { version });
}
