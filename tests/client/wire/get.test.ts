import { expect, test } from "vitest";
import { documented, json } from "../../support/answers.ts";
import { packed } from "../../support/packed.ts";
import { header, serve } from "../../support/server.ts";

const { WexaClient, ValidationError } = await packed();

const apiKey = "a-key";
const answer = json(200, documented.response);
const id = documented.response.execution_id;

test("an execution is asked for by its id, and comes as the server gives it", async () => {
  const server = await serve(answer);
  const execution = await new WexaClient({ apiKey, baseUrl: server.url }).executions.get(id);
  expect(execution).toEqual(documented.response);
  const [request] = server.requests;
  expect(request).toMatchObject({ method: "GET", url: `/execute_flow/${id}`, body: "" });
  expect(header(request, "x-api-key")).toBe(apiKey);
  expect(header(request, "content-type")).toBeUndefined();
});

test.each([
  ["a/b", "a%2Fb"],
  ["a?b=c&d", "a%3Fb%3Dc%26d"],
  ["a#b", "a%23b"],
  ["100%", "100%25"],
  ["%2e%2e", "%252e%252e"],
  ["a b", "a%20b"],
  ["ünï…\u{1F980}", "%C3%BCn%C3%AF%E2%80%A6%F0%9F%A6%80"],
  ["../other", "..%2Fother"],
  ["..\\other", "..%5Cother"],
  ["...", "..."],
  ["a\r\nb\u0000", "a%0D%0Ab%00"],
  ["~a-b_c.d", "~a-b_c.d"],
  ["!'()*;:@$,+[]", "%21%27%28%29%2A%3B%3A%40%24%2C%2B%5B%5D"],
])("the id %j is one segment of the path", async (given, expected) => {
  const server = await serve(answer);
  await new WexaClient({ apiKey, baseUrl: server.url }).executions.get(given);
  expect(server.requests.map(({ url }) => url)).toEqual([`/execute_flow/${expected}`]);
});

test.each<[string, unknown]>([
  ["one dot", "."],
  ["two dots", ".."],
  ["no character", ""],
  ["half a character, which would arrive as another id", "a\uD800b"],
  ["a number", 5],
  ["nothing", undefined],
  ["null", null],
  ["an object", { toString: () => id }],
])("an id that is %s is refused, and nothing is sent", async (_, given) => {
  const server = await serve(answer);
  const { executions } = new WexaClient({ apiKey, baseUrl: server.url });
  const error: unknown = await executions.get(given as string).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ValidationError);
  expect(error).toMatchObject({ code: "invalid_request", outcome: "not_sent", attempts: 0 });
  expect(error).toMatchObject({
    message: expect.stringContaining("execution_id"),
    fields: [{ path: "execution_id" }],
  });
  expect(server.requests).toEqual([]);
  expect(await executions.get(id)).toEqual(documented.response);
});
