import { afterEach, expect, test } from "vitest";
import type { Logger, Validate } from "../../npm/index.ts";
import { createdBut, documented, json } from "../support/answers.ts";
import { packed } from "../support/packed.ts";
import { serve } from "../support/server.ts";
import { expectGoodStart, rejection } from "./rejection.ts";

const { create_executeflow, WexaClient, ResponseError } = await packed();

const { request, response } = documented;
const apiKey = "a-key";

afterEach(expectGoodStart);

function noting(): { logger: Logger; said: [level: string, message: string][] } {
  const said: [string, string][] = [];
  const say = (level: string) => (message: string) => void said.push([level, message]);
  return { said, logger: { error: say("error"), warn: say("warn"), info: say("info"), debug: say("debug") } };
}

const drift = {
  goal: 5,
  agentflow: { ...response.agentflow, agents: [{ _id: 1 }, { _id: 2 }], image: null },
};
const differences = [
  "goal",
  "agentflow.agents[]._id",
  "agentflow.agents[].llm",
  "agentflow.agents[].role",
  "agentflow.agents[].role_description",
  "agentflow.agents[].title",
  "agentflow.agents[].agent_type",
  "agentflow.image",
];

test.each<[string, Validate | undefined]>([
  ["by default", undefined],
  ["with warn", "warn"],
])("a reply that has drifted is given %s, and told once for each field", async (_, validate) => {
  const server = await serve(createdBut(drift));
  const { logger, said } = noting();
  const client = new WexaClient({ apiKey, baseUrl: server.url, logger, validate });
  for (let time = 0; time < 3; time++) {
    const { data } = await client.executions.create(request).withResponse();
    expect(data).toEqual({ ...response, ...drift });
  }
  const paths = said.map(([level, message]) => {
    expect(level).toBe("warn");
    return /executions\.create: .* at (\S+): expected .*, found /
      .exec(message)?.[1]
      ?.replace(/\[\d+\]/g, "[]");
  });
  for (const path of differences) expect(paths).toContain(path);
  expect(paths).toHaveLength(new Set(paths).size);

  const another = noting();
  await create_executeflow(request, { apiKey, baseUrl: server.url, logger: another.logger });
  expect(another.said).toHaveLength(said.length);
});

test("what a logger's level has kept silent is told when it is raised", async () => {
  const server = await serve(createdBut({ goal: 5 }));
  const { logger, said } = noting();
  const options = { apiKey, baseUrl: server.url, logger };
  await create_executeflow(request, { ...options, logLevel: "error" });
  expect(said).toEqual([]);
  await create_executeflow(request, options);
  expect(said).toHaveLength(1);
});

test("a logger that fails does not cost the reply", async () => {
  const server = await serve(createdBut(drift));
  const warn = (): never => {
    throw new Error("disk full");
  };
  const logger = { ...noting().logger, warn };
  expect(await create_executeflow(request, { apiKey, baseUrl: server.url, logger })).toEqual({
    ...response,
    ...drift,
  });
});

test.each(["off", "error"] as const)("with logLevel %s nothing is told", async (logLevel) => {
  const server = await serve(createdBut(drift));
  const { logger, said } = noting();
  await create_executeflow(request, { apiKey, baseUrl: server.url, logger, logLevel });
  expect(said).toEqual([]);
});

test("with validate off a reply that has drifted is given without a word", async () => {
  const server = await serve(createdBut(drift));
  const { logger, said } = noting();
  const client = new WexaClient({ apiKey, baseUrl: server.url, logger, validate: "strict" });
  expect(await client.executions.create(request, { validate: "off" })).toEqual({ ...response, ...drift });
  expect(said).toEqual([]);
});

test.each<[string, Record<string, unknown>]>([
  ["goal", { goal: 5 }],
  ["agentflow", { agentflow: undefined }],
  [
    "agentflow.agents[0].llm.temperature",
    withAgent({ llm: { ...response.agentflow.agents[0]?.llm, temperature: "0" } }),
  ],
  ["executed_by._id", { executed_by: { ...response.executed_by, _id: 7 } }],
])("with validate strict a drifted %s rejects, but says that the run has started", async (path, changes) => {
  const server = await serve(createdBut(changes));
  const { logger, said } = noting();
  const options = { apiKey, baseUrl: server.url, validate: "strict", logger } as const;
  const error = await rejection(create_executeflow(request, options));
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({
    code: "bad_response",
    outcome: "accepted",
    retryable: false,
    attempts: 1,
    status: 201,
  });
  expect(error.fields.map((field) => field.path)).toEqual([path]);
  expect(error.message).toContain(path);
  expect(error.body).toEqual(JSON.parse(JSON.stringify({ ...response, ...changes })));
  expect(server.requests).toHaveLength(1);
  expect(said).toEqual([]);
});

function withAgent(changes: object): Record<string, unknown> {
  return { agentflow: { ...response.agentflow, agents: [{ ...response.agentflow.agents[0], ...changes }] } };
}

test("with validate strict the documented reply passes, and so do fields that nobody documented", async () => {
  const server = await serve(createdBut({ more: 1 }));
  const execution = await create_executeflow(request, { apiKey, baseUrl: server.url, validate: "strict" });
  expect(execution).toEqual({ ...response, more: 1 });
});

/** The same with its fields in the other order, all the way down. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, inside]) => [name, reversed(inside)]);
  return Object.fromEntries(fields.reverse());
}

const { goal: _, ...goalless } = response;
const { name: __, ...nameless } = response.agentflow;
const last = Object.keys(response).at(-1) as string;
const lastless = Object.fromEntries(Object.entries(response).slice(0, -1));

test.each<[string, unknown]>([
  ["[3].goal", { ...response, goal: 5 }],
  ["[3].goal", reversed({ ...response, goal: 5 })],
  ["[3].goal", goalless],
  ["[3].goal", reversed(goalless)],
  ["[3].goal", { ...goalless, more: 1 }],
  [`[3].${last}`, lastless],
  ["[3].agentflow", { ...response, agentflow: null }],
  ["[3].agentflow.name", { ...response, agentflow: { ...response.agentflow, name: null } }],
  ["[3].agentflow.name", { ...response, agentflow: nameless }],
  ["[3].agentflow.agents[0].title", { ...response, ...withAgent({ title: 7 }) }],
  ["[3].executed_by._id", { ...response, executed_by: { ...response.executed_by, _id: 7 } }],
  ["[3]", []],
  ["[3]", null],
])(
  "a row that is no execution is found among others, whatever the order of their fields: %s",
  async (path, row) => {
    const { logger, said } = noting();
    const rows = [response, reversed(response), response, row, reversed(response), { ...response, more: 1 }];
    const server = await serve(json(200, rows));
    const client = new WexaClient({ apiKey, baseUrl: server.url, logger, projectID: "p" });
    // Once more, with the order of the last one in mind.
    for (const _ of [1, 2]) expect(await client.executions.list()).toHaveLength(6);
    expect(said.map(([, message]) => / at (\S+): /.exec(message)?.[1])).toEqual([path]);
  },
);
