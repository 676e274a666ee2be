import { array, looseObject, nullable, number, optional, parse, record, string, unknown } from "valibot";
import { openapiFetchWith } from "./openapi-fetch.ts";

const agent = looseObject({
  _id: string(),
  llm: looseObject({ model: string(), temperature: number(), max_tokens: number() }),
  role: string(),
  role_description: string(),
  title: string(),
  agent_type: string(),
  next_agent: nullable(string()),
});

const execution = looseObject({
  agentflow_id: string(),
  files: array(unknown()),
  goal: string(),
  schedule: unknown(),
  input_variables: record(string(), unknown()),
  task_id: string(),
  parent_execution_id: nullable(string()),
  agentflow: looseObject({
    agentflow_id: string(),
    agents: array(agent),
    image: string(),
    initialAgent: string(),
    name: string(),
    role: string(),
    conclusion: unknown(),
  }),
  agents_output: array(unknown()),
  created_at: number(),
  end_time: nullable(number()),
  executed_by: looseObject({ _id: string(), metadata: unknown(), name: string(), type: string() }),
  execution_context: record(string(), unknown()),
  execution_id: string(),
  goal_template: optional(nullable(string())),
  _id: string(),
  previews: record(string(), unknown()),
  projectID: string(),
  runtime_inputs: record(string(), unknown()),
  status: string(),
});
const executions = array(execution);

export const openapiFetchValibot = openapiFetchWith(
  "openapi-fetch + valibot",
  "check",
  (value) => parse(execution, value),
  (value) => parse(executions, value),
);
