import { expect, test, vi } from "vitest";
import { ConnectionReset, createEmulator, type Emulator, type Fault } from "../../npm/emulator/index.ts";
import { call, create, get, list, project, request, start } from "./api.ts";

const init = (emulator: Emulator): RequestInit => ({
  method: "POST",
  headers: { "x-api-key": emulator.apiKey, "content-type": "application/json" },
  body: JSON.stringify(request),
});
const CREATE = `/execute_flow?projectID=${project}`;

test.each<[string, Fault, number]>([
  ["a 500 in front of the API", { status: 500 }, 0],
  ["a 500 behind which the run has begun", { status: 500, commit: true }, 1],
])("%s", async (_, fault, started) => {
  const emulator = createEmulator();
  emulator.fault(fault);
  const { status, body } = await create(emulator);
  expect({ status, body }).toEqual({ status: 500, body: { detail: "Emulated fault 500" } });
  expect(await list(emulator)).toHaveLength(started);
  expect((await create(emulator)).status).toBe(201);
});

test("a 429 says when to come back, and keeps saying it as often as told", async () => {
  const emulator = createEmulator();
  emulator.fault({
    status: 429,
    retryAfter: 2,
    headers: { "retry-after-ms": "1500" },
    body: { detail: "slow" },
    times: 2,
  });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { status, headers, body } = await create(emulator);
    expect([status, headers.get("retry-after"), headers.get("retry-after-ms"), body.detail]).toEqual([
      429,
      "2",
      "1500",
      "slow",
    ]);
  }
  expect((await create(emulator)).status).toBe(201);
});

test.each(["before", "after"] as const)("a reset %s the commit", async (reset) => {
  const emulator = createEmulator();
  emulator.fault({ reset });
  const error: unknown = await emulator.fetch(CREATE, init(emulator)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).cause).toBeInstanceOf(ConnectionReset);
  expect((error as Error).cause).toMatchObject({ code: "ECONNRESET", committed: reset === "after" });
  expect(emulator.requests.at(-1)).toMatchObject({ operation: "executions.create", status: null });
  expect(await list(emulator)).toHaveLength(reset === "after" ? 1 : 0);
});

test("hosts get a reset as it is", async () => {
  const emulator = createEmulator();
  emulator.fault({ reset: "before" });
  const reply = emulator.handle(new Request(`http://127.0.0.1${CREATE}`, init(emulator)));
  await expect(reply).rejects.toBeInstanceOf(ConnectionReset);
});

test("a truncated body breaks off in the middle of what was promised", async () => {
  const emulator = createEmulator();
  emulator.fault({ truncateBody: true });
  const response = await emulator.fetch(CREATE, init(emulator));
  expect(response.status).toBe(201);
  const reader = response.body?.getReader();
  const start = await reader?.read();
  expect(start?.value?.length).toBe(Math.floor(Number(response.headers.get("content-length")) / 2));
  await expect(reader?.read()).rejects.toBeInstanceOf(TypeError);
  expect(await list(emulator)).toHaveLength(1);
});

test("a page where JSON should be", async () => {
  const emulator = createEmulator();
  emulator.fault({ nonJson: true });
  const response = await emulator.fetch(CREATE, init(emulator));
  expect(response.status).toBe(201);
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(await response.text()).toMatch(/^<!doctype html>/);
  expect(await list(emulator)).toHaveLength(1);
});

test("a body of one's own, raw or JSON", async () => {
  const emulator = createEmulator();
  emulator.fault({ body: '{"execution_id": ' });
  emulator.fault({ body: { status: "ready" } });
  const texts = [emulator.fetch(CREATE, init(emulator)), emulator.fetch(CREATE, init(emulator))];
  expect(await Promise.all(texts.map(async (reply) => (await reply).text()))).toEqual([
    '{"execution_id": ',
    '{"status":"ready"}',
  ]);
});

test("a redirect has no body to read and goes nowhere by itself", async () => {
  const emulator = createEmulator();
  emulator.fault({ status: 307, headers: { location: "https://elsewhere.example/" } });
  const response = await emulator.fetch(CREATE, init(emulator));
  expect([response.status, response.headers.get("location")]).toEqual([307, "https://elsewhere.example/"]);
  expect(emulator.requests).toHaveLength(1);
});

test("delays come before the commit, or before the reply", async () => {
  vi.useFakeTimers();
  try {
    const emulator = createEmulator();
    emulator.fault({ match: { operation: "executions.create" }, delayMs: 100, replyDelayMs: 50 });
    let replied = false;
    const reply = create(emulator).then(() => {
      replied = true;
    });
    await vi.advanceTimersByTimeAsync(99);
    expect(await list(emulator)).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(50);
    expect(await list(emulator)).toHaveLength(1);
    expect(replied).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await reply;
  } finally {
    vi.useRealTimers();
  }
});

test("a fault waits for the request it is for, and the first in the queue goes first", async () => {
  const emulator = createEmulator();
  const id = await start(emulator);
  emulator.fault({ match: { operation: "executions.get" }, status: 502 });
  emulator.fault({ match: { operation: "executions.get" }, status: 503 });
  emulator.fault({ match: { method: "delete" }, status: 504 });
  emulator.fault({ match: { path: "/inbox" }, status: 418 });
  const status = async (method: string, path: string): Promise<number> =>
    (await call(emulator, method, path)).status;
  expect((await create(emulator)).status).toBe(201);
  expect(await status("GET", `/execute_flow/${id}`)).toBe(502);
  expect(await status("GET", `/execute_flow/${id}`)).toBe(503);
  expect((await get(emulator, id)).execution_id).toBe(id);
  expect(await status("DELETE", "/nowhere")).toBe(504);
  expect(await status("GET", "/inbox?projectID=p")).toBe(418);
});

test("a preflight does not use up the fault of the request behind it", async () => {
  const emulator = createEmulator();
  emulator.fault({ status: 500 });
  expect((await emulator.fetch(CREATE, { method: "OPTIONS" })).status).toBe(204);
  expect((await create(emulator)).status).toBe(500);
});

test("faults can be taken back", async () => {
  const emulator = createEmulator();
  emulator.fault({ status: 500, times: Number.POSITIVE_INFINITY });
  expect((await create(emulator)).status).toBe(500);
  emulator.clearFaults();
  expect((await create(emulator)).status).toBe(201);
});

test.each<[string, object]>([
  ["a misspelt name", { sttaus: 500 }],
  ["a misspelt match", { match: { operatoin: "executions.get" } }],
  ["a status that cannot be sent", { status: 199 }],
  ["a time in the past", { delayMs: -1 }],
  ["a delay that no timer takes", { replyDelayMs: 2 ** 31 }],
  ["a reset at no time", { reset: "during" }],
  ["headers that cannot be sent", { headers: { "a b": "c" } }],
  ["no use", { times: 0 }],
])("a fault with %s is refused at once", (_, fault) => {
  expect(() => createEmulator().fault(fault)).toThrow(RangeError);
});

test("no more than a thousand faults wait", () => {
  const emulator = createEmulator();
  for (let number = 0; number < 1000; number += 1) emulator.fault({ status: 500 });
  expect(() => emulator.fault({ status: 500 })).toThrow(RangeError);
  emulator.clearFaults();
  emulator.fault({ status: 500 });
});
