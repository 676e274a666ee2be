// How often a call crosses the boundary between JavaScript and the module: that is what a call costs besides its fetch.
import { expect, test } from "vitest";
import { answer, request, response } from "../support/documented.ts";
import { packed } from "../support/packed.ts";

type Imports = Record<string, Record<string, (...given: number[]) => unknown>>;

let crossings = 0;

/** The same functions, counted. */
function counted<T extends object>(functions: T): T {
  const same = Object.entries(functions).map(([name, value]) => [
    name,
    typeof value === "function"
      ? (...given: unknown[]) => {
          crossings++;
          return value(...given);
        }
      : value,
  ]);
  return Object.fromEntries(same) as T;
}

const instantiate = WebAssembly.instantiate as (module: WebAssembly.Module, imports: Imports) => unknown;
WebAssembly.instantiate = (async (module: WebAssembly.Module, imports: Imports) => {
  const wrapped = Object.entries(imports).map(([name, functions]) => [name, counted(functions)]);
  const { exports } = (await instantiate(module, Object.fromEntries(wrapped))) as WebAssembly.Instance;
  return { exports: counted(exports) };
}) as typeof WebAssembly.instantiate;

async function crossed(call: () => PromiseLike<unknown>): Promise<number> {
  crossings = 0;
  await call();
  return crossings;
}

test("a create, a get and a row of a list cross the boundary no more often than they did", async () => {
  const { WexaClient } = await packed();
  const { projectID, executed_by, ...body } = request;
  const options = { apiKey: "k", projectID, executedBy: executed_by };
  const client = new WexaClient({ ...options, fetch: answer });
  const list = (rows: number) => {
    const fetch = async () => Response.json(Array.from({ length: rows }, () => response));
    return crossed(() => new WexaClient({ ...options, fetch }).executions.list());
  };
  // The first call also learns the names.
  await client.executions.create(body);

  const create = await crossed(() => client.executions.create(body));
  const get = await crossed(() => client.executions.get(response.execution_id));
  const [ten, eleven] = [await list(10), await list(11)];
  expect({ create, get, list: ten - 10 * (eleven - ten), row: eleven - ten }).toEqual({
    create: 21,
    get: 10,
    list: 12,
    row: 0,
  });
});
