import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type EmulatorProcess, facts, serveEmulator } from "../../support/emulator-process.ts";
import type { Given } from "./inside/world.ts";

/** The emulator as a process that scenarios can stop, and start again at the same address. */
export interface Stage {
  given(scenario: string): Given;
  stop(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  let emulator: EmulatorProcess = await serveEmulator();
  const { base, key } = emulator;
  const acts: Record<string, () => Promise<unknown>> = {
    "/stop": () => emulator.stop(),
    "/start": async () => {
      emulator = await serveEmulator(Number(new URL(base).port));
    },
  };
  const http = createServer(async (request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    const act = acts[request.url ?? ""];
    await act?.();
    response.writeHead(act ? 204 : 404).end();
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const stage = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    given: (scenario) => ({ scenario, base, key, stage, request: facts.request }),
    async stop() {
      http.close();
      http.closeAllConnections();
      await emulator.stop();
    },
  };
}
