// Traps as often as the argument says, at each point and in each way in turn, and what that leaves behind. Needs
// --expose-gc.
import { answer, report, request } from "../../../support/documented.ts";
import { trapAlways, trapNever, WAYS } from "../inside/trap.ts";

const [address = "", times = "0"] = process.argv.slice(2);
const { create_executeflow, WexaError }: typeof import("../../../../npm/index.ts") = await import(address);

const uncaught: string[] = [];
for (const event of ["unhandledRejection", "uncaughtException"])
  process.on(event, (error) => uncaught.push(String(error)));

const POINTS = ["request", "response", "body"] as const;
const options = { apiKey: "k", fetch: answer };
const codes: Record<string, number> = {};
async function trap(often: number): Promise<void> {
  for (let time = 0; time < often; time++) {
    trapAlways(POINTS[time % POINTS.length] ?? "request", WAYS[time % WAYS.length]);
    const calls = await Promise.allSettled(
      Array.from({ length: 3 }, () => create_executeflow(request, options)),
    );
    trapNever();
    for (const call of calls) {
      const code =
        call.status === "rejected" && call.reason instanceof WexaError ? call.reason.code : call.status;
      codes[code] = (codes[code] ?? 0) + 1;
    }
    await create_executeflow(request, options);
  }
}
async function memory(): Promise<number> {
  for (let time = 0; time < 5; time++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

const rounds = POINTS.length * WAYS.length;
await trap(rounds);
const before = await memory();
const resources = process.getActiveResourcesInfo().length;
await trap(Number(times) - rounds);
const grown = (await memory()) - before;
report({ codes, grown, resources: process.getActiveResourcesInfo().length - resources, uncaught });
