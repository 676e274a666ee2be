// Runs a command to its end. Each runs in a process group of its own, so that a timeout or Ctrl-C
// ends the whole tree and not only its first process.
import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { root } from "./paths.mjs";

const running = new Set();

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // already gone
  }
}

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
]) {
  process.on(signal, () => {
    for (const child of running) endGroup(child, signal);
    process.exit(code);
  });
}

/**
 * @param {string[]} command program and arguments
 * @param {{ env?: object, seconds?: number, log?: string, onLine?: (line: string) => void }} options
 *   `log`: a file that gets the output; `onLine`: sees each line as it comes
 * @returns {Promise<{ code: number, timedOut: boolean, lines: string[] }>} code 127 when it could not start
 */
export function run([program, ...args], { env = {}, seconds, log, onLine } = {}) {
  return new Promise((resolve) => {
    const lines = [];
    let timedOut = false;
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    running.add(child);
    if (log) {
      mkdirSync(dirname(log), { recursive: true });
      appendFileSync(log, `$ ${[program, ...args].join(" ")}\n`);
    }
    const take = (line) => {
      lines.push(line);
      if (log) appendFileSync(log, `${line}\n`);
      onLine?.(line);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", take);

    const timer =
      seconds &&
      setTimeout(() => {
        timedOut = true;
        endGroup(child, "SIGKILL");
      }, seconds * 1000);
    const end = (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, timedOut, lines });
    };
    child.on("error", (error) => {
      take(error.message);
      end(127);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

export const tail = (lines, count = 15) => lines.filter((line) => line.trim()).slice(-count);
