// The emulated API, as the package's own command serves it.
import { createInterface } from "node:readline";
import { runNode } from "./processes.mjs";
import { StartError } from "./start-error.mjs";

const usualPort = 8787;

/** @returns {Promise<{ baseUrl: string, port: number, apiKey: string }>} */
export async function startEmulator(command, ending) {
  const first = await serve(command, usualPort, ending);
  if (first.baseUrl) return first;
  // Most likely the port is taken. Another one is tried; what else is wrong is still wrong then.
  const second = await serve(command, 0, ending);
  if (second.baseUrl) return second;
  throw new StartError("The emulator does not start.", second.lines);
}

/** Resolves when it listens, or has ended. */
function serve(command, port, ending) {
  const child = runNode([command, "emulator", "--port", String(port)], ending);
  const lines = [];
  return new Promise((resolve) => {
    let baseUrl;
    const take = (line) => {
      lines.push(line);
      baseUrl ??= /^emulator listening on (http:\S+)/.exec(line)?.[1];
      const apiKey = /^x-api-key: (.+)/.exec(line)?.[1];
      if (baseUrl && apiKey) resolve({ baseUrl, apiKey, port: Number(new URL(baseUrl).port) });
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", take);
    child.on("error", (error) => resolve({ lines: [error.message] }));
    child.on("close", () => resolve({ lines }));
  });
}
