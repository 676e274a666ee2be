// The validator over the generated schemas: the documented examples, the cases that every road shares, and values that JSON
// cannot carry.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { redact } from "../../npm/core/redact.ts";
import {
  type CompiledType,
  compileType,
  findMismatches,
  type Mismatch,
  type ValidationLevel,
} from "../../npm/core/validate.ts";
import type { OperationName } from "../../npm/generated/routes.ts";
import { OPERATIONS } from "../../npm/generated/schemas.ts";

const read = (file: string) => JSON.parse(readFileSync(new URL(`../facts/${file}`, import.meta.url), "utf8"));

/** An operation, its documented response, and whether the documentation shows all of it: what is cut may lack fields. */
const EXAMPLES: readonly [operation: OperationName, response: unknown, shown: "whole" | "cut"][] = [
  ["executions.create", read("create-executeflow.json").response, "whole"],
  ["agentflows.get", read("examples/get_agentflow.json"), "cut"],
  ["agentflows.addSkilledAgent", read("examples/add_skilled_agent.json"), "cut"],
  ["agentflows.updateSkilledAgent", read("examples/update_skilled_agent.json"), "cut"],
  ["customer.get", read("examples/get_customer.json"), "whole"],
  ["customer.listCreditHistory", read("examples/get_credit_history.json"), "whole"],
  ["inbox.list", read("examples/list_inbox.json"), "cut"],
  ["skills.get", read("examples/get_skill.json"), "cut"],
  ["tasks.get", read("examples/get_task.json"), "cut"],
];

function mismatches(value: unknown, type: string, level: ValidationLevel = "all"): Mismatch[] {
  const found: Mismatch[] = [];
  findMismatches(value, type, level, (mismatch) => found.push(mismatch));
  return found;
}

describe.each(EXAMPLES)("the documented response of %s", (operation, response, shown) => {
  const type = OPERATIONS[operation].response;

  test("is as declared", () => {
    const found = mismatches(response, type);
    const isCut = (mismatch: Mismatch) => shown === "cut" && mismatch.message.endsWith(", found nothing");
    expect(found.filter((mismatch) => !isCut(mismatch))).toEqual([]);
  });

  test("has no field that is not declared", () => {
    expect(undeclared(response, compileType(type), operation)).toEqual([]);
  });
});

function undeclared(value: unknown, { fields, items }: CompiledType, path: string): string[] {
  if (Array.isArray(value)) return items ? value.flatMap((item) => undeclared(item, items, `${path}[]`)) : [];
  if (!fields || typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => {
    const field = fields.find((field) => field.name === name);
    return field ? undeclared(inside, field.type, `${path}.${name}`) : [`${path}.${name}`];
  });
}

test("every declared field of a documented response is in an example", () => {
  const types = EXAMPLES.map(([operation, response]) => [
    compileType(OPERATIONS[operation].response),
    response,
  ]);
  const shown = new Map<CompiledType["fields"], Set<string>>();
  for (const [type, response] of types) note(response, type as CompiledType, shown);
  const missing = types.flatMap(([type]) => unshown(type as CompiledType, shown, ""));
  expect(missing).toEqual([]);
});

function note(
  value: unknown,
  { fields, items }: CompiledType,
  shown: Map<CompiledType["fields"], Set<string>>,
): void {
  if (Array.isArray(value)) {
    if (items) for (const item of value) note(item, items, shown);
  } else if (fields && typeof value === "object" && value !== null) {
    const names = shown.get(fields) ?? new Set();
    shown.set(fields, names);
    for (const { name, type } of fields) {
      if (!(name in value)) continue;
      names.add(name);
      note((value as Record<string, unknown>)[name], type, shown);
    }
  }
}

function unshown(
  { fields = [], items }: CompiledType,
  shown: Map<CompiledType["fields"], Set<string>>,
  path: string,
): string[] {
  if (items) return unshown(items, shown, `${path}[]`);
  return fields.flatMap(({ name, type }) => [
    ...(shown.get(fields)?.has(name) ? [] : [`${path}.${name}`]),
    ...unshown(type, shown, `${path}.${name}`),
  ]);
}

interface Case {
  type: string;
  value: unknown;
  level?: ValidationLevel;
  mismatches: Mismatch[];
}

const cases: Case[] = read("validation.json");
const named = cases.map((one) => [one.type, JSON.stringify(one.value).slice(0, 60), one] as const);

test.each(named)("%s: %s", (_type, _value, { type, value, level, mismatches: expected }) => {
  expect(mismatches(value, type, level)).toEqual(expected);
});

const unreadable = Proxy.revocable([], {});
unreadable.revoke();

test.each<[string, unknown]>([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["a function", () => 1],
  ["a symbol", Symbol("s")],
  ["a bigint", 5n],
  ["a revoked proxy", unreadable.proxy],
])("%s is something JSON cannot carry, wherever it is", (_, value) => {
  const message = /^expected .*, found something JSON cannot carry$/;
  expect(mismatches(value, "json")).toEqual([
    { path: "", message: expect.stringMatching(message), essential: false },
  ]);
  expect(mismatches([1, value], "json[]")).toMatchObject([
    { path: "[1]", message: expect.stringMatching(message) },
  ]);
  const state = { execution_id: "e", status: value };
  expect(mismatches(state, "ExecutionState")).toMatchObject([
    { path: "status", message: "expected string, found something JSON cannot carry", essential: true },
  ]);
});

test("a getter that throws is something JSON cannot carry, and does not end the validation", () => {
  const value = {
    get execution_id(): never {
      throw new Error("not today");
    },
  };
  expect(mismatches(value, "ExecutionState").map(({ path, message }) => `${path}: ${message}`)).toEqual([
    "execution_id: expected string, found something JSON cannot carry",
    "status: expected string, found nothing",
  ]);
});

test.each([null, true, 0, "", [], {}, [[{}]]])("json accepts %j", (value) => {
  expect(mismatches(value, "json")).toEqual([]);
});

test("json does not accept nothing", () => {
  expect(mismatches(undefined, "json")).toMatchObject([
    { path: "", message: expect.stringMatching(/, found nothing$/) },
  ]);
});

test("a list is validated item by item, and no field of an item is essential", () => {
  const type = OPERATIONS["executions.list"].response;
  const execution = EXAMPLES[0]?.[1] as object;
  const list = [execution, { ...execution, status: 7 }, null, { ...execution, agentflow: { agents: [5] } }];
  expect(mismatches(list, type).filter(({ path }) => !path.includes("agentflow."))).toEqual([
    { path: "[1].status", message: "expected string, found number", essential: false },
    { path: "[2]", message: "expected object, found null", essential: false },
  ]);
  expect(mismatches(list, type).map(({ path }) => path)).toContain("[3].agentflow.agents[0]");
  expect(mismatches(list, type, "essential")).toEqual([]);
  expect(mismatches({ data: list }, type)).toEqual([]);
  expect(mismatches("list", type)).toEqual([
    { path: "", message: "expected array or object, found string", essential: false },
  ]);
});

test("the order of fields in a value does not matter", () => {
  const execution = EXAMPLES[0]?.[1] as object;
  const reversed = Object.fromEntries(Object.entries({ ...execution, goal: 5 }).reverse());
  expect(mismatches([execution, reversed, execution], "Execution[]").map(({ path }) => path)).toEqual([
    "[1].goal",
  ]);
});

interface Redaction {
  key: string;
  value: unknown;
  redacted: unknown;
}

const redactions: Redaction[] = read("redaction.json");
const texts = redactions.filter(({ value }) => typeof value === "string");

test.each(texts)("the key $key is removed from $value", ({ key, value, redacted }) => {
  expect(redact(value as string, key)).toBe(redacted);
});

test.each([null, undefined, ""])("without a key (%j) a text stays as it is", (key) => {
  expect(redact("the text", key)).toBe("the text");
});
