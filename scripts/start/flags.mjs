// What can be written behind `npm start --`.
import { parseArgs } from "node:util";
import { StartError } from "./start-error.mjs";

export const usage = `npm start [-- options]

  Packs the client, installs the package in target/start, starts the emulated API and a page on this machine, makes
  one call and shows what came of it. Ctrl-C ends it all. Without --live nothing leaves this machine.

  --once      do all that, see that the page answers, and end
  --no-open   do not open the page in a browser
  --no-build  take dist/ as it is, even if the sources are newer
  --live      make one call to the real API instead, which costs credits. It asks before it sends.
  --yes       with --live: do not ask
  --help      this text

  For --live, from the environment:
    WEXA_API_KEY        the key                 WEXA_PROJECT_ID   the project
    WEXA_AGENTFLOW_ID   the agentflow to run    WEXA_EXECUTED_BY  the user it is run for
    WEXA_GOAL           what it is to achieve; "run" without it
    WEXA_BASE_URL       another address of the API`;

const options = {
  once: { type: "boolean", default: false },
  "no-open": { type: "boolean", default: false },
  "no-build": { type: "boolean", default: false },
  live: { type: "boolean", default: false },
  yes: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
};

/** @returns {{ once: boolean, open: boolean, build: boolean, live: boolean, yes: boolean, help: boolean }} */
export function flagsOf(args) {
  try {
    const { "no-build": noBuild, "no-open": noOpen, ...values } = parseArgs({ args, options }).values;
    return { ...values, build: !noBuild, open: !noOpen };
  } catch (error) {
    // Node's own words go on to explain how to pass what nobody wants to pass.
    throw new StartError(`${error.message.split(". ")[0]}\n\n${usage}`);
  }
}
