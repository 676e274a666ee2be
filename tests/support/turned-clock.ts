// A client with an emulator behind it, on a clock that tests turn: looking takes nine seconds.
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterEach, beforeEach, inject, vi } from "vitest";
import type { CreateExecution, Execution } from "../../npm/index.ts";
import { type Package, packed } from "./packed.ts";

type EmulatorPackage = typeof import("../../npm/emulator/index.ts");
export type Emulator = ReturnType<EmulatorPackage["createEmulator"]>;
export type Client = InstanceType<Package["WexaClient"]>;
export type WexaError = InstanceType<Package["WexaError"]>;

export const wexa = await packed();
// What the platform takes to compile the module is no part of these tests' times.
await wexa.preload();
const { createEmulator }: EmulatorPackage = createRequire(join(inject("packed"), "package.json"))(
  "wexa-executeflow/emulator",
);

export const AGENTFLOW = "67fdea40aac77be632954f10";
export const PROJECT = "67fdea40aac77be632954f13";
export const USER = "67fdea40aac77be632954f0e";
export const RECONCILE = { onUnknown: "reconcile" } as const;

/** A request of which there is no other. */
export function request(more: Partial<CreateExecution> = {}): CreateExecution {
  return { agentflow_id: AGENTFLOW, goal: crypto.randomUUID(), ...more };
}

/** Stands in for the timers and clocks of each test in a file, but not for what makes promises go on. */
export function turnClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export type Fetch = typeof globalThis.fetch;
type Options = Partial<ConstructorParameters<Package["WexaClient"]>[0]>;

/** A client that tells nobody what differs. */
export function clientWith(fetch: Fetch, options: Options = {}): Client {
  return new wexa.WexaClient({
    apiKey: "emulator-key",
    baseUrl: `http://${crypto.randomUUID()}.localhost`,
    fetch,
    projectID: PROJECT,
    executedBy: USER,
    logLevel: "off",
    retryDelay: { initial: 1, max: 1 },
    ...options,
  });
}

export interface Stage {
  emulator: Emulator;
  client: Client;
  /** How many requests of an operation have reached the server. */
  count(operation: string): number;
}

/** An emulator, and a client of it. `seen` changes the replies on their way. */
export function stage(seen: (reply: Response) => Response = (reply) => reply, options: Options = {}): Stage {
  const emulator = createEmulator();
  const fetch: Fetch = async (input, init) => seen(await emulator.fetch(input, init));
  return {
    emulator,
    client: clientWith(fetch, options),
    count: (operation) => emulator.requests.filter((request) => request.operation === operation).length,
  };
}

/** What became of a promise. */
export type Settled<T> = { value: T; error?: undefined } | { value?: undefined; error: WexaError };

/** Turns the clock until a promise settles, or for two minutes. */
export async function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
  let end: Settled<T> | undefined;
  promise.then(
    (value) => {
      end = { value };
    },
    (error: WexaError) => {
      end = { error };
    },
  );
  for (let turned = 0; !end && turned < 120_000; turned += 50) {
    await turn(50);
  }
  if (!end) throw new Error("still going after two minutes");
  return end;
}

/** The value that a promise comes to. */
export async function value<T>(promise: Promise<T>): Promise<T> {
  const { value, error } = await settled(promise);
  if (error) throw error;
  return value as T;
}

/** The error that a promise comes to. */
export async function failure(promise: Promise<unknown>): Promise<WexaError> {
  const { value, error } = await settled(promise);
  if (!error) throw new Error(`it came to ${JSON.stringify(value)}`);
  return error;
}

/** Turns the clock by so much. */
export async function turn(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 50) {
    // Streams and compilers are the platform's: no turned clock makes them faster.
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(Math.min(50, left));
  }
}

/** The executions of the project, as the server has them. */
export async function started({ client }: Stage): Promise<Execution[]> {
  const list: Execution[] = [];
  for await (const execution of client.executions.list()) list.push(execution);
  return list;
}

/** Starts an execution as another process does. */
export async function elsewhere({ emulator }: Stage, asked: object): Promise<void> {
  const body = { executed_by: USER, projectID: PROJECT, input_variables: {}, ...asked };
  // Past the client, which remembers what it has started itself.
  const reply = await emulator.fetch(`http://emulator.localhost/execute_flow?projectID=${PROJECT}`, {
    method: "POST",
    headers: { "x-api-key": emulator.apiKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (reply.status !== 201) throw new Error(`the emulator answered ${reply.status}`);
}
