import { create_executeflow, type Execution, WexaClient, type WexaError } from "wexa-executeflow";

const options = { apiKey: "key" };
const wexa = new WexaClient(options);
const request = { agentflow_id: "a", goal: "run" };
declare const execution: Execution;

// @ts-expect-error a request without its goal
create_executeflow({ agentflow_id: "a" }, options);
// @ts-expect-error a request without its agentflow
create_executeflow({ goal: "run" }, options);
// @ts-expect-error a goal that is no text
create_executeflow({ agentflow_id: "a", goal: 1 }, options);
// @ts-expect-error variables that are not by name
create_executeflow({ agentflow_id: "a", goal: "run", input_variables: "x" }, options);
// @ts-expect-error a field that the API does not have
create_executeflow({ agentflow_id: "a", goal: "run", projectId: "p" }, options);
// @ts-expect-error no options
create_executeflow(request);
// @ts-expect-error no key: whoever wants none says null
create_executeflow(request, {});
// @ts-expect-error no key: whoever wants none says null
new WexaClient({ projectID: "p" });
// @ts-expect-error a key that may be missing, as those of process.env
new WexaClient({ apiKey: undefined as string | undefined });
// @ts-expect-error an option that there is not
new WexaClient({ apiKey: "key", timeOut: 1 });
// @ts-expect-error a time in words
new WexaClient({ apiKey: "key", timeout: "30s" });
// @ts-expect-error a header that is no text
new WexaClient({ apiKey: "key", headers: { "x-trace": 1 } });
// @ts-expect-error a word that is none of the three
new WexaClient({ apiKey: "key", validate: "loose" });
// @ts-expect-error a word that is none of the five
new WexaClient({ apiKey: "key", logLevel: "verbose" });
// @ts-expect-error no id
wexa.executions.get();
// @ts-expect-error an id that is no text
wexa.executions.get(1);
// @ts-expect-error an option of the client, not of a call
wexa.executions.get("id", { apiKey: "key" });
// @ts-expect-error the promise is not the execution
wexa.executions.create(request).execution_id;
// @ts-expect-error the reply is beside the execution, not in it
(await wexa.executions.create(request)).response;
// @ts-expect-error the execution is in `data`
(await wexa.executions.create(request).withResponse()).execution_id;
// @ts-expect-error an execution is no list
for await (const each of wexa.executions.get("id")) console.log(each);
// @ts-expect-error a status is a word
if (execution.status === 3) console.log();
// @ts-expect-error null until the run ends
execution.conclusion.length;
// @ts-expect-error null until the run ends
execution.end_time + 1;
// @ts-expect-error not documented, and so not known
execution.schedule.id;
// @ts-expect-error a field that executions do not have
execution.id;
// @ts-expect-error a watch is a loop, not a promise
(await wexa.executions.watch("id")).status;
// @ts-expect-error values have names
wexa.executions.wait("id", { onRuntimeInput: () => ["Pune"] });
// @ts-expect-error what was asked for is not known yet
wexa.executions.wait("id", { until: (status) => status === "failed" });

export function handle(error: WexaError): void {
  // @ts-expect-error a code that there is not
  if (error.code === "unauthorised") console.log();
  // @ts-expect-error an outcome that there is not
  if (error.outcome === "failed") console.log();
  // @ts-expect-error errors are read, not written
  error.code = "server";
}
