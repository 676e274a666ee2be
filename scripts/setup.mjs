// Makes this machine ready:  node scripts/setup.mjs [--for build|start|test|all|browsers|bench]
// It gets what is missing, says one line for each thing that it does, and nothing when all is there.
// No dependency may be imported here: node_modules may not exist yet.
import { parseArgs } from "node:util";
import { ensureBrowsers } from "./setup/browser.mjs";
import { withLock } from "./setup/lock.mjs";
import { ensureNodeModules } from "./setup/node-modules.mjs";
import { ensureCxx, ensureLinker } from "./setup/rust.mjs";
import { ensureRust } from "./setup/rust-target.mjs";
import { SetupError } from "./setup/say.mjs";
import { ensureSchemathesis } from "./setup/schemathesis.mjs";

const purposes = {
  build: { lints: false, browsers: [], fuzzers: false },
  start: { lints: false, browsers: [], fuzzers: false },
  test: { lints: true, browsers: ["chromium"], fuzzers: true },
  all: { lints: true, browsers: ["chromium", "firefox", "webkit"], fuzzers: true },
  browsers: { lints: false, browsers: ["chromium", "firefox", "webkit"], fuzzers: false },
  bench: { lints: false, browsers: ["chromium"], fuzzers: false },
};

async function main() {
  const { values } = parseArgs({ options: { for: { type: "string", default: "build" } } });
  const purpose = purposes[values.for];
  if (!purpose) throw new SetupError(`--for is one of ${Object.keys(purposes).join(", ")}`);
  await withLock(async () => {
    await ensureNodeModules();
    await ensureLinker();
    await ensureRust(purpose);
    await ensureBrowsers(purpose.browsers);
    if (purpose.fuzzers) {
      await ensureCxx();
      await ensureSchemathesis();
    }
  });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof SetupError ? error.toString() : error);
  process.exitCode = 1;
}
