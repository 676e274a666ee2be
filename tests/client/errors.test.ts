import { afterEach, expect, test } from "vitest";
import { documented } from "../support/answers.ts";
import { packed, packedCommonJs } from "../support/packed.ts";
import { answering, expectGoodStart, rejection } from "./rejection.ts";

const imported = await packed();
const required = await packedCommonJs();

const { request } = documented;

afterEach(expectGoodStart);

type ErrorName = Extract<keyof typeof imported, `${string}Error`>;
const classes = (Object.keys(imported) as ErrorName[]).filter((name) => name.endsWith("Error"));

test("import and require give two copies of one face", () => {
  expect(Object.keys(imported).sort()).toEqual(Object.keys(required).sort());
  expect(imported.WexaError).not.toBe(required.WexaError);
});

test("an error of one copy is an instance of the other's class, and of no other class", async () => {
  const copies = [
    [imported, required],
    [required, imported],
  ] as const;
  for (const [own, other] of copies) {
    const { fetch } = answering(() => Response.json({}, { status: 404 }));
    const error = await rejection(own.create_executeflow(request, { apiKey: "k", fetch }));
    for (const copy of [own, other]) {
      const instanceOf = classes.filter((name) => error instanceof (copy[name] as typeof copy.WexaError));
      expect(instanceOf.sort()).toEqual(["NotFoundError", "WexaError"]);
    }
  }
});

test("what is no error of the package is an instance of none of its classes", () => {
  const lookalike = { name: "TimeoutError", code: "timeout", outcome: "unknown" };
  for (const other of [
    lookalike,
    new Error("x"),
    new DOMException("x", "TimeoutError"),
    null,
    undefined,
    5,
    "x",
  ]) {
    for (const name of classes)
      expect(other instanceof (imported[name] as typeof imported.WexaError)).toBe(false);
  }
});

test("a class that extends one of them has instances of its own", async () => {
  class OwnError extends imported.WexaError {}
  const own = new OwnError({ code: "connection", message: "x" });
  expect(own).toBeInstanceOf(OwnError);
  expect(own).toBeInstanceOf(imported.WexaError);
  expect(new imported.ConnectionError({ code: "connection", message: "x" })).not.toBeInstanceOf(OwnError);
});

test("errors have names, codes, a stack, and words of their own", async () => {
  const { fetch } = answering(() => Response.json({ detail: "busy" }, { status: 409 }));
  const error = await rejection(imported.create_executeflow(request, { apiKey: "k", fetch }));
  expect(error.name).toBe("ConflictError");
  expect(String(error)).toBe("ConflictError: executions.create: HTTP 409: busy");
  expect(error.stack).toContain("HTTP 409: busy");
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    name: "ConflictError",
    code: "conflict",
    outcome: "refused",
  });
});

test("methods reject and never throw, whatever they are given", async () => {
  const call = imported.create_executeflow as (...args: unknown[]) => Promise<unknown>;
  for (const args of [[], [null, null], [undefined, {}], [5, "x"], [request, { apiKey: "" }]]) {
    let promise: Promise<unknown> | undefined;
    expect(() => {
      promise = call(...args);
    }).not.toThrow();
    await rejection(promise as Promise<unknown>);
  }
});

test("the promise of a call is a promise, and what then makes of it is a plain one", async () => {
  const { fetch } = answering();
  const promise = imported.create_executeflow(request, { apiKey: "k", fetch });
  expect(promise).toBeInstanceOf(Promise);
  const next = promise.then((execution) => execution.status);
  expect("withResponse" in next).toBe(false);
  expect(await next).toBe("ready");
  expect(await Promise.all([promise, promise.finally(() => undefined)])).toHaveLength(2);
});

test("a rejection is reported once, whether by await or by withResponse", async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on("unhandledRejection", note);
  try {
    const { fetch } = answering(() => Response.json({}, { status: 404 }));
    const promise = imported.create_executeflow(request, { apiKey: "k", fetch });
    await rejection(promise.withResponse());
    await rejection(promise);
    await rejection(imported.create_executeflow(request, { apiKey: "k", fetch }).withResponse());
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    process.off("unhandledRejection", note);
  }
  expect(unhandled).toEqual([]);
});
