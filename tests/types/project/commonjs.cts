import { create_executeflow, type Execution, WexaClient } from "wexa-executeflow";

import emulators = require("wexa-executeflow/emulator");

async function main(): Promise<string> {
  const { clientOptions } = emulators.createEmulator();
  const execution: Execution = await create_executeflow({ agentflow_id: "a", goal: "run" }, clientOptions());
  const wexa = new WexaClient(clientOptions());
  // @ts-expect-error a request without its goal
  void wexa.executions.create({ agentflow_id: "a" });
  return execution.execution_id;
}

export = main;
