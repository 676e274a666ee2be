import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figure } from "../inside/measure.ts";
import { quantile } from "../inside/measure.ts";
import { oneByOne } from "./one-by-one.ts";
import { serve } from "./server.ts";

/** All cases, each in a Node process of its own. */
export async function inNode(project: string, only = ""): Promise<Record<string, Figure[]>> {
  const server = await serve(mkdtempSync(join(tmpdir(), "bench-")));
  try {
    const program = join(project, "inside/node.ts");
    const names: string[] = JSON.parse(await output([program]));
    return await oneByOne(names, only, async (name) => JSON.parse(await output([program, server.url, name])));
  } finally {
    server.stop();
  }
}

/** Memory for each execution that is followed, in bytes: what is kept while it is, and what is left after its end. */
export interface Memory {
  name: string;
  kept: number;
  left: number;
}

/** The medians of three processes for each. */
export async function memoryInNode(project: string, names: readonly string[]): Promise<Memory[]> {
  const found: Memory[] = [];
  for (const name of names) {
    const times: Memory[] = [];
    for (let time = 0; time < 3; time++) {
      times.push(JSON.parse(await output(["--expose-gc", join(project, "inside/watch-memory.ts"), name])));
    }
    const middle = (part: "kept" | "left"): number =>
      quantile(
        times.map((each) => each[part]),
        0.5,
      );
    found.push({ name, kept: middle("kept"), left: middle("left") });
  }
  return found;
}

/** What a program prints. */
export function output(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 10 * 60_000,
    killSignal: "SIGKILL",
    env,
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) =>
      code === 0 ? resolve(text) : reject(new Error(`${args.join(" ")} ended with ${code ?? signal}`)),
    );
  });
}
