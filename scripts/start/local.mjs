// `npm start`: everything on this machine.
import { createAndTell } from "./create.mjs";
import { startEmulator } from "./emulator.mjs";
import { installPacked } from "./install.mjs";
import { openPage } from "./open.mjs";
import { checkPage, startPage } from "./page.mjs";
import { row } from "./pretty.mjs";

/** The request of the API's documents. The emulator takes any ids. */
const documented = {
  agentflow_id: "67fdea9b68df1c3e9580a549",
  executed_by: "67fdea40aac77be632954f0e",
  goal: "run",
  input_variables: {},
  projectID: "67fdea40aac77be632954f13",
};

export async function callLocally(flags, ending) {
  const { version, tarball, size, command } = await installPacked(flags, ending);
  console.log(`\nwexa-executeflow ${version}\n`);
  console.log(row("package", `${tarball}, ${Math.round(size / 1024)} KB, installed in target/start`));

  const { baseUrl, apiKey, port } = await startEmulator(command, ending);
  console.log(row("emulator", `${baseUrl} answers like the Wexa AI API (x-api-key: ${apiKey})`));
  if (!(await createAndTell(documented, { baseUrl, apiKey }, ending))) return;

  const address = await startPage(ending);
  await checkPage(address);
  const page = port === 8787 ? address : `${address}?emulator=${port}`;
  console.log(row("page", page));
  if (flags.once) return console.log("\nAll of it works. Nothing is left running.");
  if (flags.open) openPage(page);
  console.log("\nNothing leaves this machine. Ctrl-C ends the emulator and the page.");
  await ending.signalled();
}
