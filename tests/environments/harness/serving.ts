import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { vi } from "vitest";
import { collect } from "../../support/run.ts";
import type { Project } from "./project.ts";

/** What a server has printed by now. */
export interface Printed {
  out: string;
  err: string;
}

/** Starts a server of the project, and ends it and all that it has started after its use. */
export async function serving<T>(
  project: Project,
  command: string,
  args: readonly string[],
  use: (url: string, printed: Printed) => Promise<T>,
  { env = {}, ready = /https?:\/\/(?:127\.0\.0\.1|localhost):\d+/ } = {},
): Promise<T> {
  const child = spawn(command, args, {
    cwd: project.directory,
    env: {
      ...process.env,
      NODE_OPTIONS: undefined,
      NO_COLOR: "1",
      FORCE_COLOR: undefined,
      ...project.env,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const closed = once(child, "close");
  const printed = collect(child);
  try {
    const url = await vi.waitFor(
      () => {
        const [found] = ready.exec(printed.out) ?? [];
        if (!found) throw new Error(`${command} does not serve: ${printed.out}${printed.err}`);
        return found;
      },
      { timeout: 60_000, interval: 100 },
    );
    return await use(url, printed);
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await closed;
  }
}

/** What a server answers to its first request. Its own clock may stand still: the time is taken from outside. */
export async function answerOf(url: string): Promise<{ line: string; ms: number }> {
  const began = performance.now();
  const line = await (await fetch(url)).text();
  return { line, ms: Math.round(performance.now() - began) };
}

/** A port that is free now, for servers that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
