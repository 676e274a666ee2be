import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, vi } from "vitest";
import facts from "../facts/create-executeflow.json" with { type: "json" };
import { packed } from "./installed.ts";
import { collect } from "./run.ts";

export { facts };

/** A request that the emulator has seen. */
export interface Seen {
  method: string;
  path: string;
  headers: Record<string, string>;
  status: number | null;
}

/** The package's own emulator, served by a process of its own. */
export interface EmulatorProcess {
  base: string;
  key: string;
  /** A fault for the next request that it matches. */
  fault(fault: object): Promise<void>;
  /** How the runs of later creates go. */
  script(script: object): Promise<void>;
  /** The requests since the last `reset`. */
  requests(): Promise<Seen[]>;
  /** Forgets faults, scripts and requests. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** `npx wexa-executeflow emulator --port 0`, without npx: its child would outlive it. */
export async function serveEmulator(port = 0): Promise<EmulatorProcess> {
  const command = join(packed, "node_modules/.bin/wexa-executeflow");
  const child = spawn(command, ["emulator", "--port", String(port)], { stdio: ["ignore", "pipe", "pipe"] });
  const printed = collect(child);
  const listening = () => expect(printed.out + printed.err).toMatch(/x-api-key: \S+\n/);
  await vi.waitFor(listening, 20_000).catch((error) => {
    child.kill();
    throw error;
  });
  const base = /http:\/\/\S+/.exec(printed.out)?.[0] ?? "";
  const key = /x-api-key: (\S+)/.exec(printed.out)?.[1] ?? "";
  const control = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`${base}/__emulator/${path}`, init);
  return {
    base,
    key,
    async fault(fault) {
      const { ok } = await control("faults", { method: "POST", body: JSON.stringify(fault) });
      expect(ok).toBe(true);
    },
    async script(script) {
      const { ok } = await control("scripts", { method: "POST", body: JSON.stringify(script) });
      expect(ok).toBe(true);
    },
    async requests() {
      const { requests } = (await (await control("requests")).json()) as { requests: Seen[] };
      return requests;
    },
    async reset() {
      for (const path of ["requests", "faults", "scripts"]) await control(path, { method: "DELETE" });
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "close");
    },
  };
}

/** What the server must have made of the documented request: every documented field, the caller's own values. */
export function expectStarted(execution: unknown): void {
  const { agentflow_id, goal, input_variables, projectID, executed_by } = facts.request;
  expect(execution).toMatchObject({ agentflow_id, goal, input_variables, projectID, status: "ready" });
  expect(execution).toMatchObject({ executed_by: { _id: executed_by } });
  expect(Object.keys(execution as object).sort()).toEqual(Object.keys(facts.response).sort());
  expect((execution as { execution_id: string }).execution_id).toMatch(/^[0-9a-f-]{36}$/);
}
