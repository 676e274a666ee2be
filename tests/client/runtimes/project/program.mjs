import { create_executeflow, WexaClient } from "wexa-executeflow";

const { baseUrl, apiKey, request } = JSON.parse(process.argv[2]);
const execution = await create_executeflow(request, { apiKey, baseUrl });

const { agentflow_id, goal, executed_by: executedBy, projectID } = request;
const wexa = new WexaClient({ apiKey, baseUrl, projectID, executedBy });
const started = await wexa.executions.create({ agentflow_id, goal });
const got = await wexa.executions.get(started.execution_id);

const entry = import.meta.resolve("wexa-executeflow");
console.log(JSON.stringify({ node: process.versions.node, entry, execution, started, got }));
