// Processes that are started from here, and ended by their id.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { root } from "../setup/paths.mjs";

/** Milliseconds that a process has to end by itself. */
const patience = 2_000;

/**
 * Runs a command to its end. It leads a group of its own, so that what it starts in turn ends with it.
 * @returns {Promise<{ code: number, lines: string[] }>} code 127 when it could not start
 */
export async function runToEnd([program, ...args], cwd, ending) {
  const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => lines.push(line));
  }
  const closed = new Promise((resolve) => {
    child.on("error", (error) => {
      lines.push(error.message);
      resolve(127);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
  ending.add(() => end(child, -child.pid));
  return { code: await closed, lines };
}

/** Starts a Node program that goes on until it is ended. @returns its process and the lines of its output */
export function runNode(args, ending) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  ending.add(() => end(child, child.pid));
  return child;
}

async function end(child, id) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  const timer = setTimeout(() => signal(id, "SIGKILL"), patience);
  signal(id, "SIGTERM");
  await exited;
  clearTimeout(timer);
}

function signal(id, name) {
  try {
    process.kill(id, name);
  } catch {
    // It ended in this moment.
  }
}
