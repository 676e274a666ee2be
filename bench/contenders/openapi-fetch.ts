import createClient from "openapi-fetch";
import { byHand } from "./by-hand.ts";
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

type Check = (value: unknown) => unknown;

/** openapi-fetch, and what looks at an execution and at a list of them. */
export function openapiFetchWith(name: string, does: string, one: Check, many: Check): Contender {
  return {
    name,
    does,
    client({ baseUrl, fetch }): Client {
      const client = createClient<Paths>({ baseUrl, fetch, headers: HEADERS });
      function told({ data, error }: { data?: unknown; error?: unknown }): unknown {
        if (error !== undefined) throw new Error("refused", { cause: error });
        return data;
      }
      const query = { projectID: PROJECT };
      const get = async (execution_id: string): Promise<unknown> =>
        one(told(await client.GET("/execute_flow/{execution_id}", { params: { path: { execution_id } } })));
      return {
        create: async () =>
          one(told(await client.POST("/execute_flow", { params: { query }, body: REQUEST }))),
        get: () => get(EXECUTION),
        follow: (id, every, changed) => byHand(() => get(id), every, changed),
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

const unchecked: Check = (value) => value;
export const openapiFetch = openapiFetchWith("openapi-fetch", "types only", unchecked, unchecked);
