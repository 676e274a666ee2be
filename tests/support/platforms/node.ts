import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { inject } from "vitest";
import type { Platform } from "./platform.ts";

/** A process of Node that runs a program of the tests, which answers each message. */
export async function openNode<Question, Answer>(
  program: string,
  variant: "packed" | "packedTrap" = "packed",
): Promise<Platform<Question, Answer>> {
  const entry = join(inject(variant), "imported.js");
  const child = fork(program, [entry], { stdio: ["ignore", "pipe", "pipe", "ipc"], execArgv: [] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const waiting = new Map<number, (told: Answer) => void>();
  const ended = once(child, "close").then(() => {
    throw new Error(`the process of Node has ended: ${printed}`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(child, "message"), ended]);
  child.on("message", ({ id, told }: { id: number; told: Answer }) => waiting.get(id)?.(told));
  let last = 0;
  return {
    run(question) {
      const id = ++last;
      const told = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      child.send({ id, question });
      return Promise.race([told, ended]);
    },
    printed: () => printed,
    async stop() {
      child.kill();
      await ended.catch(() => undefined);
    },
  };
}
