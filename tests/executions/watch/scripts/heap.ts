// Watches that have begun and wait for a change, and the memory that each of them holds. Needs --expose-gc.
import { documented } from "../../../support/answers.ts";

const [address = "", count = "0"] = process.argv.slice(2);
const { WexaClient }: typeof import("../../../../npm/index.ts") = await import(address);
const { response } = documented;
const WATCHES = Number(count);

let status = "running";
const text = JSON.stringify({ ...response, status: "running" });
const fetch = async (): Promise<Response> => new Response(text.replace('"running"', `"${status}"`));
const { executions } = new WexaClient({
  apiKey: "key-1",
  baseUrl: "https://api.test",
  fetch,
  logLevel: "off",
});

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function used(): Promise<number> {
  // What has ended in this turn of the loop is let go of in the next ones.
  for (let time = 0; time < 5; time++) {
    await sleep(10);
    globalThis.gc?.();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Follows so many executions to their end, and gives the memory that was in use while all of them waited. */
async function life(signal: AbortSignal | undefined): Promise<number> {
  status = "running";
  let seen = 0;
  const all = Array.from({ length: WATCHES }, async (_, index) => {
    for await (const { status } of executions.watch(`execution-${index}`, { signal, interval: 3000 })) {
      if (status === "running") seen++;
    }
  });
  while (seen < WATCHES) await sleep(5);
  const waiting = await used();
  status = "completed";
  await Promise.all(all);
  return waiting;
}

/** What one watch holds while it waits, and what it leaves behind. @unit bytes */
async function measure(signal?: AbortSignal) {
  // The first time everything is compiled and every list grows to its size.
  await life(signal);
  const before = await used();
  const waiting = await life(signal);
  const after = await used();
  return { held: (waiting - before) / WATCHES, left: (after - before) / WATCHES };
}

const alone = await measure();
const withSignal = await measure(new AbortController().signal);
process.stdout.write(`${JSON.stringify({ alone, withSignal })}\n`);
process.exit(0);
