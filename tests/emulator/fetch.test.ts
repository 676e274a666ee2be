import { expect, test, vi } from "vitest";
import { createEmulator, type Emulator } from "../../npm/emulator/index.ts";
import { call, create, list, project, request, start } from "./api.ts";

const CREATE = `/execute_flow?projectID=${project}`;

function init(emulator: Emulator, signal?: AbortSignal): RequestInit {
  return {
    method: "POST",
    headers: { "x-api-key": emulator.apiKey, "content-type": "application/json" },
    body: JSON.stringify(request),
    ...(signal === undefined ? {} : { signal }),
  };
}

test("it takes text, a URL or a Request, on its own", async () => {
  const emulator = createEmulator();
  const { fetch, clientOptions } = emulator;
  const url = `${clientOptions().baseUrl}${CREATE}`;
  const replies = [
    await fetch(CREATE, init(emulator)),
    await fetch(url, init(emulator)),
    await fetch(new URL(url), init(emulator)),
    await fetch(new Request(url, init(emulator))),
    await fetch(new Request(url), init(emulator)),
    // What a page's fetch understands and a server never sees.
    await fetch(url, {
      ...init(emulator),
      cache: "no-store",
      redirect: "manual",
      credentials: "omit",
      keepalive: true,
    }),
  ];
  expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(201));
});

test("what cannot be sent is a TypeError, as of any fetch", async () => {
  const emulator = createEmulator();
  await expect(emulator.fetch("http://")).rejects.toBeInstanceOf(TypeError);
  await expect(emulator.fetch("/", { body: "x" })).rejects.toBeInstanceOf(TypeError);
  expect(emulator.requests).toEqual([]);
});

test.each([
  ["its init", (emulator: Emulator, signal: AbortSignal) => emulator.fetch(CREATE, init(emulator, signal))],
  [
    "its Request",
    (emulator: Emulator, signal: AbortSignal) =>
      emulator.fetch(new Request(`http://emulator.localhost${CREATE}`, init(emulator, signal))),
  ],
])("aborted beforehand, by %s: nothing arrives, and the reason comes back", async (_, send) => {
  const emulator = createEmulator();
  const reason = { why: "changed my mind" };
  await expect(send(emulator, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(emulator.requests).toEqual([]);
});

test("aborted during a delay: the caller goes at once, and the server commits all the same", async () => {
  vi.useFakeTimers();
  try {
    const emulator = createEmulator();
    emulator.fault({ delayMs: 1000, match: { operation: "executions.create" } });
    const controller = new AbortController();
    const reply = emulator.fetch(CREATE, init(emulator, controller.signal));
    await vi.advanceTimersByTimeAsync(999);
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(reply).rejects.toBe(reason);
    expect(await list(emulator)).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await list(emulator)).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

test("an abort after the reply changes nothing, and leaves no listener", async () => {
  const emulator = createEmulator();
  const controller = new AbortController();
  let listening = 0;
  const { addEventListener, removeEventListener } = controller.signal;
  controller.signal.addEventListener = function (...args: Parameters<typeof addEventListener>) {
    listening += 1;
    addEventListener.apply(this, args);
  };
  controller.signal.removeEventListener = function (...args: Parameters<typeof removeEventListener>) {
    listening -= 1;
    removeEventListener.apply(this, args);
  };
  const response = await emulator.fetch(CREATE, init(emulator, controller.signal));
  controller.abort();
  expect((await response.json()).status).toBe("ready");
  expect(listening).toBe(0);
});

test("requests are noted as they arrived, but for keys", async () => {
  const emulator = createEmulator({ apiKey: "secret" });
  await create(emulator, { goal: "count me" });
  await emulator.fetch("/execute_flow/a%2Fb?x=1", {
    method: "POST",
    headers: { authorization: "Bearer secret" },
    body: "not JSON",
  });
  const [first, second] = emulator.requests;
  expect(first).toMatchObject({
    method: "POST",
    path: "/execute_flow",
    query: { projectID: project },
    headers: { "x-api-key": "***", "content-type": "application/json" },
    operation: "executions.create",
    body: { ...request, goal: "count me" },
    status: 201,
  });
  expect(second).toMatchObject({
    path: "/execute_flow/a%2Fb",
    query: { x: "1" },
    body: "not JSON",
    status: 401,
  });
  expect(JSON.stringify(emulator.requests)).not.toContain("secret");
  emulator.clearRequests();
  expect(emulator.requests).toEqual([]);
});

test("the latest thousand requests are kept", async () => {
  const emulator = createEmulator();
  for (let number = 0; number < 1005; number += 1) await emulator.fetch(`/${number}`);
  expect(emulator.requests).toHaveLength(1000);
  expect(emulator.requests[0]?.path).toBe("/5");
});

test("emulators share nothing", async () => {
  const [one, other] = [createEmulator(), createEmulator()];
  const id = await start(one);
  expect((await call(other, "GET", `/execute_flow/${id}`)).status).toBe(404);
});

test("a served emulator is driven over HTTP, without a key and without a trace", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const send = async (method: string, path: string, body?: unknown): Promise<Response> =>
    emulator.fetch(`/__emulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  expect((await send("POST", "scripts", { steps: 1, stepDuration: 500 })).status).toBe(204);
  expect((await send("POST", "faults", { status: 503 })).status).toBe(204);
  expect((await create(emulator)).status).toBe(503);
  const id = await start(emulator);
  const before = emulator.clock.now();
  expect(await (await send("POST", "clock", { advance: 1000 })).json()).toEqual({ now: before + 1000 });
  expect((await call(emulator, "GET", `/execute_flow/${id}`)).body.status).toBe("completed");

  const { requests } = await (await send("GET", "requests")).json();
  expect(
    requests.map(({ operation, status }: { operation: string; status: number }) => [operation, status]),
  ).toEqual([
    ["executions.create", 503],
    ["executions.create", 201],
    ["executions.get", 200],
  ]);
  await send("DELETE", "requests");
  expect(emulator.requests).toEqual([]);

  await send("POST", "faults", { status: 503 });
  await send("DELETE", "faults");
  await send("DELETE", "scripts");
  expect((await create(emulator)).body.agentflow.agents).toHaveLength(3);
  for (const [path, body] of [
    ["faults", { sttaus: 1 }],
    ["scripts", { steps: 0 }],
    ["clock", {}],
    ["faults", []],
  ] as const) {
    expect((await send("POST", path, body)).status, path).toBe(422);
  }
});
