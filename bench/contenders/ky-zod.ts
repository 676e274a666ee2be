import { z } from "zod";
import { kyWith } from "./ky.ts";

const agent = z.looseObject({
  _id: z.string(),
  llm: z.looseObject({ model: z.string(), temperature: z.number(), max_tokens: z.number() }),
  role: z.string(),
  role_description: z.string(),
  title: z.string(),
  agent_type: z.string(),
  next_agent: z.string().nullable(),
});

const execution = z.looseObject({
  agentflow_id: z.string(),
  files: z.array(z.unknown()),
  goal: z.string(),
  schedule: z.unknown(),
  input_variables: z.record(z.string(), z.unknown()),
  task_id: z.string(),
  parent_execution_id: z.string().nullable(),
  agentflow: z.looseObject({
    agentflow_id: z.string(),
    agents: z.array(agent),
    image: z.string(),
    initialAgent: z.string(),
    name: z.string(),
    role: z.string(),
    conclusion: z.unknown(),
  }),
  agents_output: z.array(z.unknown()),
  created_at: z.number(),
  end_time: z.number().nullable(),
  executed_by: z.looseObject({ _id: z.string(), metadata: z.unknown(), name: z.string(), type: z.string() }),
  execution_context: z.record(z.string(), z.unknown()),
  execution_id: z.string(),
  goal_template: z.string().nullable().optional(),
  _id: z.string(),
  previews: z.record(z.string(), z.unknown()),
  projectID: z.string(),
  runtime_inputs: z.record(z.string(), z.unknown()),
  status: z.string(),
});
const executions = z.array(execution);

export const kyZod = kyWith(
  "ky + zod",
  "retry, check",
  (value) => execution.parse(value),
  (value) => executions.parse(value),
);
