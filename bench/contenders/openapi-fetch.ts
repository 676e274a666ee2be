import createClient from "openapi-fetch";
import { array, looseObject, nullable, number, optional, parse, record, string, unknown } from "valibot";
import { type Client, type Contender, EXECUTION, HEADERS, PROJECT, REQUEST } from "./contender.ts";

interface Paths {
  "/execute_flow": {
    post: {
      parameters: { query: { projectID: string } };
      requestBody: { content: { "application/json": typeof REQUEST } };
      responses: { 200: { content: { "application/json": unknown } } };
    };
  };
  "/execute_flow/{execution_id}": {
    get: {
      parameters: { path: { execution_id: string } };
      responses: { 200: { content: { "application/json": unknown } } };
    };
  };
  "/{projectID}/execution_flows": {
    get: {
      parameters: { path: { projectID: string }; query: { projectID: string } };
      responses: { 200: { content: { "application/json": unknown } } };
    };
  };
}

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

function contender(name: string, does: string, checked: boolean): Contender {
  return {
    name,
    does,
    client({ baseUrl, fetch }): Client {
      const client = createClient<Paths>({ baseUrl, fetch, headers: HEADERS });
      const one = (value: unknown): unknown => (checked ? parse(execution, value) : value);
      const many = (value: unknown): unknown => (checked ? parse(executions, value) : value);
      function told({ data, error }: { data?: unknown; error?: unknown }): unknown {
        if (error !== undefined) throw new Error("refused", { cause: error });
        return data;
      }
      const query = { projectID: PROJECT };
      return {
        create: async () =>
          one(told(await client.POST("/execute_flow", { params: { query }, body: REQUEST }))),
        get: async () =>
          one(
            told(
              await client.GET("/execute_flow/{execution_id}", {
                params: { path: { execution_id: EXECUTION } },
              }),
            ),
          ),
        list: async () =>
          many(
            told(
              await client.GET("/{projectID}/execution_flows", {
                params: { path: { projectID: PROJECT }, query },
              }),
            ),
          ),
      };
    },
  };
}

export const openapiFetch = contender("openapi-fetch", "types only", false);
export const openapiFetchValibot = contender("openapi-fetch + valibot", "check", true);
