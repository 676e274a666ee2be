import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, clientOf, KEY, methodsOf } from "./client.ts";
import { callable, facts, named } from "./facts.ts";
import { byName, goldenOf, strictly, type Variant } from "./golden.ts";
import { json, type Recorder, record } from "./recorder.ts";
import { replyOf } from "./replies.ts";

let server: Recorder;
beforeAll(async () => {
  server = await record();
});
afterAll(() => server.stop());

/** What Node's fetch adds by itself. */
const OF_THE_PLATFORM = [
  ...["accept-encoding", "accept-language", "cache-control", "connection", "content-length"],
  ...["host", "pragma", "sec-fetch-mode", "user-agent"],
];

const names = callable.map(({ client }) => client).sort();
/** How many of the variants of an operation have arrived as they must. */
const right = new Map<string, number>();
const variants: Variant[] = ["everything", "least"];

test("no operation has been lost from the facts", () => {
  expect(facts).toHaveLength(125);
  expect(callable).toHaveLength(106);
  for (const { operation, client, reason } of facts) expect(client ?? reason, operation).toBeTruthy();
});

test("the client's methods are the facts' operations", () => {
  expect(new Set(names).size).toBe(names.length);
  expect(methodsOf(clientOf(server.baseUrl, {}))).toEqual(names);
});

describe.each(variants)("with %s", (variant) => {
  test.each(named(callable))("%s", async (_, fact) => {
    const golden = goldenOf(fact, variant);
    const reply = replyOf(fact);
    server.answer(json(reply, fact.success_status ?? 200));

    const client = clientOf(server.baseUrl, golden.options);
    const given = JSON.stringify(golden.arguments);
    const value = await call(client, fact.client, golden.arguments);

    expect(value).toEqual(reply);
    expect(JSON.stringify(golden.arguments)).toBe(given);
    expect(server.arrived).toHaveLength(1);
    const [arrived] = server.arrived;
    if (!arrived) throw new Error("nothing arrived");
    const { method, path, query, body } = golden.expected;
    expect(`${arrived.method} ${arrived.path}`).toBe(`${method} ${path}`);
    expect(pairsOf(arrived.query)).toEqual(query);
    expect(arrived.text === "" ? undefined : JSON.parse(arrived.text)).toEqual(body);

    const { headers } = arrived;
    const own = Object.keys(headers).filter((name) => !OF_THE_PLATFORM.includes(name));
    const content = body === undefined ? [] : ["content-type"];
    expect(own.sort()).toEqual(["accept", ...content, "x-api-key"]);
    expect(headers["x-api-key"]).toBe(KEY);
    expect(headers.accept).toBe("application/json");
    if (body !== undefined) expect(headers["content-type"]).toBe("application/json");
    right.set(fact.client, (right.get(fact.client) ?? 0) + 1);
  });
});

/** The names and values of a query as it is on the wire. Fails unless its encoding is the strict one. */
function pairsOf(query: string): [string, string][] {
  if (query === "") return [];
  const pairs = query.split("&").map((pair): [string, string] => {
    const [name = "", value = "", ...more] = pair.split("=");
    expect(more, pair).toEqual([]);
    return [decodeURIComponent(name), decodeURIComponent(value)];
  });
  expect(query).toBe(pairs.map(([name, value]) => `${strictly(name)}=${strictly(value)}`).join("&"));
  return pairs.sort(byName);
}

// The last of this file: it looks back at the tests above.
test("every operation of the table was on the wire", () => {
  const table = methodsOf(clientOf(server.baseUrl, {}));
  const onTheWire = names.filter((name) => right.get(name) === variants.length);
  console.log(`operations on the wire: ${onTheWire.length} of ${table.length} in the table`);
  expect(table.length).toBe(callable.length);
  expect(onTheWire).toEqual(table);
});
