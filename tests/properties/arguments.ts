import fc from "fast-check";
import { request } from "../support/documented.ts";
import { type Client, Counter, endOf, expectNext, judge, KEY, type Package } from "./judge.ts";
import { anything, changed, changes, cook, type Recipe } from "./recipes.ts";

/** A call of a client with what a recipe makes. */
type Calls = Record<string, (client: Client, given: never) => PromiseLike<unknown>>;

/** Calls with an argument of each sort, of operations that take different ones. */
const CALLS = {
  "create with a whole request": ({ executions }, given) => executions.create(given),
  "a record as body": ({ agentflows }, given) => agentflows.create(given),
  "a body of lists": ({ tables }, given) => tables.createRecords("t", given),
  "an id": ({ executions }, given) => executions.get(given),
  "two ids": ({ tables }, given) => tables.getRecord(given, given),
  "an id of the body": ({ executions }, given) => executions.cancel(given),
  "a query": ({ inbox }, given) => inbox.list(given),
  "another query": ({ agentflows }, given) => agentflows.list(given),
  "a body of any JSON": (client, given) => client.request("POST", "/x", { body: given }),
  "a query of any names": (client, given) => client.request("GET", "/x", { query: given }),
  "a path": (client, given) => client.request("GET", given),
  "a method": (client, given) => client.request(given, "/x"),
  "an idempotent": (client, given) => client.request("GET", "/x", { idempotent: given }),
} satisfies Calls;

const FIELDS = ["agentflow_id", "executed_by", "goal", "input_variables", "projectID", "brand_new"];

/** Any value as an argument. */
export function whole(wexa: Package): fc.IAsyncProperty<[string, Recipe]> {
  return fc.asyncProperty(fc.constantFrom(...Object.keys(CALLS)), anything, (name, recipe) =>
    check(wexa, (client) => (CALLS as Calls)[name]?.(client, cook(recipe) as never) as PromiseLike<unknown>),
  );
}

/** A good request with any value in some of its fields, or in its input variables. */
export function fields(wexa: Package): fc.IAsyncProperty<[[string, Recipe][], boolean]> {
  return fc.asyncProperty(changes(FIELDS), fc.boolean(), (replaced, inside) =>
    check(wexa, ({ executions }) => {
      const given = inside
        ? { ...request, input_variables: changed({ ok: true }, replaced) }
        : changed(request, replaced);
      return executions.create(given as never);
    }),
  );
}

async function check(wexa: Package, call: (client: Client) => PromiseLike<unknown>): Promise<void> {
  const counter = new Counter();
  const client = new wexa.WexaClient({
    apiKey: KEY,
    fetch: counter.fetch,
    projectID: request.projectID,
    executedBy: request.executed_by,
    logLevel: "off",
  });
  const end = await endOf(() => call(client));
  judge(wexa, end, counter);
  await expectNext(client);
}
