import { create_executeflow, type Execution, WexaClient } from "wexa-executeflow";

import emulators = require("wexa-executeflow/emulator");

import react = require("wexa-executeflow/react");

async function main(): Promise<string> {
  const { clientOptions } = emulators.createEmulator();
  const execution: Execution = await create_executeflow({ agentflow_id: "a", goal: "run" }, clientOptions());
  const wexa = new WexaClient(clientOptions());
  // @ts-expect-error a request without its goal
  void wexa.executions.create({ agentflow_id: "a" });
  // The client of one module system is that of the hooks of the same.
  void react.WexaProvider({ client: wexa });
  return execution.execution_id;
}

export = main;
