import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Figure } from "../inside/measure.ts";

/** All cases in a Node process of their own. */
export async function inNode(project: string, only: string | undefined): Promise<Record<string, Figure[]>> {
  return JSON.parse(await output(join(project, "inside/node.ts"), only ? [only] : []));
}

/** What a program prints. */
export function output(program: string, args: readonly string[] = []): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 30 * 60_000,
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(text) : reject(new Error(`${program} ended with ${code}`)),
    );
  });
}
