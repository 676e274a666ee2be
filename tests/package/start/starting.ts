// `npm start` as a child process, as somebody in front of a terminal would see it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../../scripts/start.mjs", import.meta.url));

export interface Started {
  readonly child: ChildProcess;
  readonly output: { text: string };
  readonly code: Promise<number | null>;
}

const children = new Set<ChildProcess>();

/** Every test takes dist/ as it is: whether it is built is the business of the build. */
export function start(flags: string[], env: Record<string, string> = {}): Started {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("WEXA_")));
  const child = spawn(process.execPath, [script, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...clean, ...env },
  });
  children.add(child);
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output.text += chunk;
    });
  }
  const code = once(child, "close").then(([given]) => {
    children.delete(child);
    return given as number | null;
  });
  return { child, output, code };
}

/** Ends what a failed test has left. */
export function endAll(): void {
  for (const child of children) child.kill("SIGTERM");
}

/** The addresses that an output names. */
export function addresses(text: string): { emulator: string; page: string } {
  const named = (word: string): string => new RegExp(`^ +${word} +(http://\\S+)`, "m").exec(text)?.[1] ?? "";
  return { emulator: named("emulator"), page: named("page") };
}

/** The JSON that an output holds. */
export function jsonIn(text: string): Record<string, unknown> {
  return JSON.parse(/^\{$[\s\S]*?^\}$/m.exec(text)?.[0] ?? "null");
}

/** Whether something listens there. */
export async function answers(address: string): Promise<boolean> {
  try {
    await (await fetch(address)).text();
    return true;
  } catch {
    return false;
  }
}

/** The processes that a process has started, where the system tells. */
export function childrenOf(parent: number | undefined): number[] {
  const found: number[] = [];
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const [, ppid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(ppid) === parent) found.push(Number(name));
    } catch {
      // It ended while it was looked at.
    }
  }
  return found;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
