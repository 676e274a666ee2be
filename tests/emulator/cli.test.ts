import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { project, request } from "./api.ts";

const CLI = fileURLToPath(new URL("../../npm/cli.ts", import.meta.url));
const running = new Set<ChildProcess>();

interface Cli {
  readonly process: ChildProcess;
  readonly output: { out: string; err: string };
  readonly exit: Promise<number | null>;
}

function cli(...args: string[]): Cli {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const output = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    output.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output.err += chunk;
  });
  const exit = once(child, "close").then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { process: child, output, exit };
}

async function listening({ output }: Cli): Promise<string> {
  await expect.poll(() => output.out, { timeout: 10_000 }).toMatch(/x-api-key: .+\n/);
  return /http:\/\/\S+/.exec(output.out)?.[0] ?? "";
}

function create(base: string, key: string): Promise<Response> {
  return fetch(`${base}/execute_flow?projectID=${project}`, {
    method: "POST",
    headers: { "x-api-key": key, "content-type": "application/json" },
    body: JSON.stringify(request),
  });
}

const fault = (base: string, body: object): Promise<Response> =>
  fetch(`${base}/__emulator/faults`, { method: "POST", body: JSON.stringify(body) });

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});

// Older Nodes do not run TypeScript; there the built command is tested from the package.
const runsTypeScript = Boolean(process.features.typescript);

test.runIf(runsTypeScript)(
  "serves, loses connections where it should, and ends when told",
  { timeout: 30_000 },
  async () => {
    const served = cli("emulator", "--port", "0", "--key", "mine", "--step-ms", "0");
    const base = await listening(served);
    expect(served.output.out).toBe(`emulator listening on ${base}\nx-api-key: mine\n`);

    const created = await create(base, "mine");
    expect(created.status).toBe(201);
    const { execution_id } = (await created.json()) as { execution_id: string };
    const got = await fetch(`${base}/execute_flow/${execution_id}`, { headers: { "x-api-key": "mine" } });
    expect(await got.json()).toMatchObject({ status: "completed" });
    expect((await create(base, "yours")).status).toBe(401);

    for (const reset of ["before", "after"]) {
      await fault(base, { reset });
      await expect(create(base, "mine"), reset).rejects.toMatchObject({
        name: "TypeError",
        cause: { code: "ECONNRESET" },
      });
    }
    await fault(base, { truncateBody: true });
    const broken = await create(base, "mine");
    expect(broken.status).toBe(201);
    const begun = performance.now();
    await expect(broken.text()).rejects.toBeInstanceOf(TypeError);
    // The connection broke; it was not merely left until it idled out.
    expect(performance.now() - begun).toBeLessThan(2000);
    const list = await fetch(`${base}/${project}/execution_flows?projectID=${project}`, {
      headers: { "x-api-key": "mine" },
    });
    expect(((await list.json()) as { data: unknown[] }).data).toHaveLength(3);

    await fault(base, { delayMs: 60_000 });
    const pending = create(base, "mine").catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const told = performance.now();
    served.process.kill("SIGTERM");
    expect(await served.exit).toBe(0);
    expect(performance.now() - told).toBeLessThan(2000);
    expect(await pending).toBeInstanceOf(TypeError);
    expect(served.output.err).toBe("");
  },
);

test.runIf(runsTypeScript)("a port that is taken is said to be", { timeout: 30_000 }, async () => {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const { port } = holder.address() as { port: number };
  const failed = cli("emulator", "--port", String(port));
  expect(await failed.exit).toBe(1);
  expect(failed.output).toEqual({
    out: "",
    err: `error: port ${port} is already in use; choose another with --port\n`,
  });
  holder.close();
});

test.runIf(runsTypeScript)("help, and options that make no sense", { timeout: 30_000 }, async () => {
  const [help, wrong] = [cli("emulator", "--help"), cli("emulator", "--port", "http")];
  expect(await help.exit).toBe(0);
  for (const option of ["--port", "--host", "--key", "--step-ms"]) expect(help.output.out).toContain(option);
  expect(await wrong.exit).toBe(1);
  expect(wrong.output.err).toContain("0 to 65535");
});
