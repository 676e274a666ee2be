import { expect } from "vitest";
import type { Emulator } from "../../npm/emulator/index.ts";
import facts from "../facts/create-executeflow.json" with { type: "json" };

/** The documented create. */
export const request: typeof facts.request = facts.request;
export const project: string = request.projectID;

/** What the tests read of any reply. */
// biome-ignore lint/suspicious/noExplicitAny: replies are looked at field by field, which is what is tested
export type Reply = { status: number; headers: Headers; body: any };

/** Calls an emulator as a client without any cleverness would. */
export async function call(emulator: Emulator, method: string, path: string, body?: unknown): Promise<Reply> {
  const response = await emulator.fetch(path, {
    method,
    headers: { "x-api-key": emulator.apiKey, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? undefined : JSON.parse(text),
  };
}

export function create(emulator: Emulator, changes: object = {}): Promise<Reply> {
  return call(emulator, "POST", `/execute_flow?projectID=${project}`, { ...request, ...changes });
}

/** Creates an execution and gives its id. */
export async function start(emulator: Emulator): Promise<string> {
  const { status, body } = await create(emulator);
  expect(status).toBe(201);
  return body.execution_id;
}

export async function get(emulator: Emulator, id: string): Promise<Reply["body"]> {
  return (await call(emulator, "GET", `/execute_flow/${id}`)).body;
}

export async function list(emulator: Emulator): Promise<Reply["body"][]> {
  return (await call(emulator, "GET", `/${project}/execution_flows?projectID=${project}`)).body.data;
}

/** Pause, resume, cancel or execute, as documented. */
export function change(emulator: Emulator, id: string, action: string): Promise<Reply> {
  const path = `/execute_flow/${id}${action === "" ? "" : `/${action}`}?projectID=${project}`;
  return call(emulator, "POST", path, { projectID: project, execution_id: id });
}
