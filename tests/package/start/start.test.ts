import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createEmulator } from "wexa-executeflow/emulator";
import { addresses, answers, childrenOf, endAll, isAlive, jsonIn, start } from "./starting.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const patience = { timeout: 60_000 };

const emulator = createEmulator({ apiKey: "a-very-secret-key" });
let server: Server;
let variables: Record<string, string>;

beforeAll(async () => {
  const fetch = (request: Request): Promise<Response> => emulator.handle(request);
  server = serve({ fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false }) as Server;
  await once(server, "listening");
  variables = {
    WEXA_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    WEXA_API_KEY: "a-very-secret-key",
    WEXA_AGENTFLOW_ID: "67fdea9b68df1c3e9580a549",
    WEXA_PROJECT_ID: "67fdea40aac77be632954f13",
    WEXA_EXECUTED_BY: "67fdea40aac77be632954f0e",
  };
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
afterEach(() => {
  endAll();
  emulator.clearFaults();
  emulator.clearRequests();
});

test(
  "--once: packs, installs, calls, shows the execution, sees the page, and leaves nothing",
  patience,
  async () => {
    const { output, code } = start(["--once", "--no-build"]);
    expect(await code, output.text).toBe(0);
    expect(jsonIn(output.text)).toMatchObject({
      execution_id: expect.stringMatching(UUID),
      status: "ready",
      goal: "run",
    });
    expect(output.text).toMatch(
      /package +wexa-executeflow-\d+\.\d+\.\d+\.tgz, \d+ KB, installed in target\/start/,
    );
    expect(output.text).toMatch(/call +create_executeflow\(/);
    const { emulator: api, page } = addresses(output.text);
    expect(output.text).toContain(`HTTP 201 to POST ${api}/execute_flow`);
    for (const address of [api, page]) {
      expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
      expect(await answers(address)).toBe(false);
    }
  },
);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`goes on until ${signal}, and then ends everything`, patience, async () => {
    // The usual ports are taken, at least from here on: others are found.
    const holders = await Promise.all([8787, 5173].map(hold));
    const { child, output, code } = start(["--no-build"]);
    await expect.poll(() => output.text, { timeout: 45_000 }).toContain("Ctrl-C ends");
    const { emulator: api, page } = addresses(output.text);
    expect(page).toBe(`${new URL(page).origin}/?emulator=${new URL(api).port}`);
    expect([new URL(api).port, new URL(page).port]).not.toContain("8787");
    expect(new URL(page).port).not.toBe("5173");
    expect(await (await fetch(page)).text()).toContain("<title>wexa-executeflow console</title>");
    const processes = existsSync("/proc") ? childrenOf(child.pid) : [];
    if (existsSync("/proc")) expect(processes).toHaveLength(1);

    const told = performance.now();
    child.kill(signal);
    child.kill(signal); // as it comes from a terminal and from npm at once
    expect(await code).toBe(0);
    expect(performance.now() - told).toBeLessThan(5000);
    expect(output.text).toMatch(/Ended\. Nothing is left running\.\n$/);
    expect(processes.filter(isAlive)).toEqual([]);
    expect(await answers(api)).toBe(false);
    expect(await answers(page)).toBe(false);
    for (const holder of holders) holder?.close();
  });
}

test("--live names everything that is missing, and what it costs", async () => {
  const { output, code } = start(["--live", "--yes"]);
  expect(await code).toBe(1);
  for (const name of ["WEXA_API_KEY", "WEXA_AGENTFLOW_ID", "WEXA_PROJECT_ID", "WEXA_EXECUTED_BY"]) {
    expect(output.text).toContain(name);
  }
  expect(output.text).toContain("costs credits");

  const { WEXA_API_KEY: _, ...others } = variables;
  const second = start(["--live"], others);
  expect(await second.code).toBe(1);
  expect(second.output.text).toContain("WEXA_API_KEY");
  expect(second.output.text).not.toContain("WEXA_PROJECT_ID");
});

test("--live sends nothing where nobody can be asked", async () => {
  const { output, code } = start(["--live", "--no-build"], variables);
  expect(await code).toBe(1);
  expect(output.text).toContain("--yes");
  expect(emulator.requests).toEqual([]);
});

test("--live --yes makes exactly one create, and tells no key", patience, async () => {
  const { output, code } = start(["--live", "--yes", "--no-build"], { ...variables, WEXA_GOAL: "write" });
  expect(await code, output.text).toBe(0);
  expect(emulator.requests).toHaveLength(1);
  expect(emulator.requests[0]).toMatchObject({
    method: "POST",
    path: "/execute_flow",
    body: {
      agentflow_id: variables.WEXA_AGENTFLOW_ID,
      executed_by: variables.WEXA_EXECUTED_BY,
      projectID: variables.WEXA_PROJECT_ID,
      goal: "write",
      input_variables: {},
    },
  });
  expect(output.text.split("\n")[0]).toBe(
    `This starts a paid execution at ${variables.WEXA_BASE_URL}: agentflow ${variables.WEXA_AGENTFLOW_ID}, ` +
      `project ${variables.WEXA_PROJECT_ID}, executed by ${variables.WEXA_EXECUTED_BY}, goal "write".`,
  );
  expect(jsonIn(output.text)).toMatchObject({ execution_id: expect.stringMatching(UUID), goal: "write" });
  expect(output.text).not.toContain("a-very-secret-key");
});

test("--live tells what became of a call that failed", patience, async () => {
  emulator.fault({ status: 500 });
  const failed = start(["--live", "--yes", "--no-build"], variables);
  expect(await failed.code).toBe(1);
  expect(failed.output.text).toContain("It may have been started.");

  const refused = start(["--live", "--yes", "--no-build"], { ...variables, WEXA_API_KEY: "another-secret" });
  expect(await refused.code).toBe(1);
  expect(refused.output.text).toContain("No execution was started.");
  expect(refused.output.text).not.toContain("another-secret");
  expect(emulator.requests).toHaveLength(2);
});

test("ended while a paid call is on its way, it says that it may have been started", patience, async () => {
  emulator.fault({ replyDelayMs: 20_000 });
  const { child, output, code } = start(["--live", "--yes", "--no-build"], variables);
  await expect.poll(() => emulator.requests.length, { timeout: 45_000 }).toBe(1);
  child.kill("SIGINT");
  expect(await code).toBe(1);
  expect(output.text).toContain("It may have been started.");
});

test("help, and flags that are not known", async () => {
  const [help, unknown] = [start(["--help"]), start(["--lvie"])];
  expect(await help.code).toBe(0);
  expect(await unknown.code).toBe(1);
  expect(unknown.output.text).toContain("'--lvie'");
  for (const { output } of [help, unknown]) {
    for (const flag of ["--once", "--live", "--yes", "--no-build", "--no-open"])
      expect(output.text).toContain(flag);
  }
});

/** Takes a port, unless somebody has it. */
function hold(port: number): Promise<Server | undefined> {
  const holder = createServer();
  return new Promise((resolve) => {
    holder.once("error", () => resolve(undefined));
    holder.listen(port, "127.0.0.1", () => resolve(holder));
  });
}
