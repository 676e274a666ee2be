// `npm start -- --live`: one call to the real API, which costs credits.
import { createInterface } from "node:readline/promises";
import { createAndTell } from "./create.mjs";
import { installPacked } from "./install.mjs";
import { StartError } from "./start-error.mjs";

const needed = {
  WEXA_API_KEY: "the key",
  WEXA_AGENTFLOW_ID: "the agentflow to run",
  WEXA_PROJECT_ID: "the project to run it in",
  WEXA_EXECUTED_BY: "the user it is run for",
};

export async function callLive(flags, ending) {
  const { env } = process;
  const missing = Object.entries(needed).filter(([name]) => !env[name]);
  if (missing.length > 0) {
    throw new StartError("--live starts an execution at the real API, which costs credits. It also needs:", [
      ...missing.map(([name, what]) => `${name.padEnd(18)} ${what}`),
      "Set them in the environment, or leave --live out to use the emulator.",
    ]);
  }
  const baseUrl = env.WEXA_BASE_URL || "https://api.wexa.ai";
  const request = {
    agentflow_id: env.WEXA_AGENTFLOW_ID,
    executed_by: env.WEXA_EXECUTED_BY,
    goal: env.WEXA_GOAL || "run",
    input_variables: {},
    projectID: env.WEXA_PROJECT_ID,
  };
  console.log(
    `This starts a paid execution at ${shown(baseUrl)}: agentflow ${request.agentflow_id}, project ` +
      `${request.projectID}, executed by ${request.executed_by}, goal ${JSON.stringify(request.goal)}.`,
  );
  if (!flags.yes && !(await confirmed(ending))) return console.log("Nothing was sent.");
  await installPacked(flags, ending);
  await createAndTell(request, { baseUrl: shown(baseUrl), apiKey: env.WEXA_API_KEY }, ending);
}

async function confirmed(ending) {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new StartError("Nobody can be asked here, so nothing was sent. --yes says that it is meant.");
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  ending.add(() => lines.close());
  // In a line that is being read, Ctrl-C is a key and not a signal.
  lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return /^y(es)?$/i.test((await lines.question("Go on? [y/N] ")).trim());
  } finally {
    lines.close();
  }
}

/** The address, without a password that somebody may have written into it: the client refuses those. */
function shown(address) {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) throw new StartError("WEXA_BASE_URL is not an address, such as https://api.wexa.ai.");
  if (url.username || url.password || url.search || url.hash) {
    throw new StartError("WEXA_BASE_URL is to be an address without a name, password, query or hash.");
  }
  return url.href.replace(/\/$/, "");
}
