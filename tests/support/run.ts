import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How a command ended, and what it printed. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
  ms: number;
}

interface Limits {
  cwd?: string;
  env?: Record<string, string | undefined>;
  /** Milliseconds after which it is ended, which is then its failure. */
  within?: number;
}

/** Runs a command until it ends by itself. */
export async function run(command: string, args: readonly string[], limits: Limits = {}): Promise<Ended> {
  const began = performance.now();
  const child = spawn(command, args, {
    cwd: limits.cwd,
    env: { ...process.env, NODE_OPTIONS: undefined, NO_COLOR: "1", FORCE_COLOR: undefined, ...limits.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = collect(child);
  const timer = setTimeout(() => child.kill("SIGKILL"), limits.within ?? 20_000);
  const [code] = (await once(child, "close")) as [number | null];
  clearTimeout(timer);
  return { code, ...printed, ms: performance.now() - began };
}

/** What a child prints, as it comes. */
export function collect(child: ChildProcess): { out: string; err: string } {
  const printed = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    printed.out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    printed.err += text;
  });
  return printed;
}
