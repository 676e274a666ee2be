// Ten calls in flight on a server that holds its replies, then a trap at the point that is asked for. One more call
// waits for its key, and one for its next attempt.
import { report, request, told } from "../../../support/documented.ts";
import { type Point, trapAlways, trapNever } from "../inside/trap.ts";

const [address = "", server = "", point = "", who = "one"] = process.argv.slice(2);
const { create_executeflow, WexaClient }: typeof import("../../../../npm/index.ts") = await import(address);

const uncaught: string[] = [];
for (const event of ["unhandledRejection", "uncaughtException"])
  process.on(event, (error) => uncaught.push(String(error)));

const ask = async (path: string): Promise<number> => Number(await (await fetch(server + path)).text());
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
async function untilServerSays(path: string, expected: number): Promise<number> {
  let said = await ask(path);
  for (let time = 0; said !== expected && time < 100; time++) {
    await pause(10);
    said = await ask(path);
  }
  return said;
}
const options = { apiKey: "k", baseUrl: server, maxRetries: 1 };
const client = new WexaClient(options);
type Ended = Record<string, unknown>;
const ended = (call: Promise<unknown>): Promise<Ended> => call.then(() => ({ name: "resolved" }), told);
const start = (): Promise<Ended> => ended(create_executeflow(request, options));

const flying = point === "request" && who === "all" ? 0 : 10;
const inFlight = Array.from({ length: flying }, start);
await untilServerSays("/held", flying);
const waiting = [
  ended(create_executeflow(request, { ...options, apiKey: () => new Promise(() => undefined) })),
  ended(client.executions.get("busy")),
];
await untilServerSays("/busy", 1);
await pause(30); // the refusal that the second one has got

trapAlways(point as Point);
const began = performance.now();
const sending = point === "request" ? Array.from({ length: who === "all" ? 10 : 1 }, start) : [];
if (point !== "request") await ask(who === "all" ? "/release/10" : "/release/1");
const results = {
  inFlight: await Promise.all(inFlight),
  sending: await Promise.all(sending),
  waiting: await Promise.all(waiting),
};
const took = performance.now() - began;
trapNever();

const dropped = await untilServerSays(
  "/dropped",
  flying - (point === "request" ? 0 : who === "all" ? 10 : 1),
);
await ask("/open");
const next = await Promise.all([
  ended(client.executions.create(request)),
  ended(client.executions.get("e-1")),
]);
report({ ...results, took, dropped, next: next.map(({ name }) => name), uncaught });
