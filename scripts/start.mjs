// Shows the package at work:  npm start [-- --once | --live | --help]
// The real client, as it is packed for npm, calls the emulator over HTTP; a page lets you do the same by hand.
import "./setup/project-node.mjs";
import { SetupError } from "./setup/say.mjs";
import { Ending } from "./start/ending.mjs";
import { flagsOf, usage } from "./start/flags.mjs";
import { callLive } from "./start/live.mjs";
import { callLocally } from "./start/local.mjs";
import { StartError } from "./start/start-error.mjs";

const ending = new Ending();

async function main() {
  const flags = flagsOf(process.argv.slice(2));
  if (flags.help) return console.log(usage);
  if (flags.live) return callLive(flags, ending);
  await callLocally(flags, ending);
}

try {
  await main();
} catch (error) {
  // What is being ended fails in its own ways, which are nobody's problem.
  if (!ending.begun) {
    const isOurs = error instanceof StartError || error instanceof SetupError;
    console.error(isOurs ? error.toString() : error);
    process.exitCode = 1;
  }
}
await ending.run();
