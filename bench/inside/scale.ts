// In Node: what one call costs with more and more of them in flight, after a million of them, and what one row of a
// list costs in longer and longer lists. Prints one JSON.
import { WexaClient } from "wexa-executeflow";
import { type Client, KEY, PROJECT } from "../contenders/contender.ts";
import { raw } from "../contenders/raw.ts";
import { wexa } from "../contenders/wexa.ts";
import { type Figure, measure } from "./measure.ts";
import { inProcess, many, ONE } from "./replies.ts";

const baseUrl = "http://bench.localhost";
const IN_FLIGHT = [1, 10, 100, 1_000, 10_000];
const ROWS = [100, 1_000, 10_000, 100_000];
const CALLS = 1_000_000;

const creating = wexa.client({ baseUrl, fetch: inProcess(ONE) });
const plainly = raw.client({ baseUrl, fetch: inProcess(ONE) });

/** Ten thousand calls, so many at a time: the turns differ only in that. */
const atATime = (client: Client, together: number) => async (): Promise<void> => {
  for (let left = 10_000; left > 0; left -= together) {
    await Promise.all(Array.from({ length: together }, () => client.create()));
  }
};
const inFlight = (client: Client): Promise<Figure[]> =>
  measure(
    IN_FLIGHT.map((together) => ({
      name: `${together.toLocaleString("en")} in flight`,
      calls: 10_000,
      run: atATime(client, together),
    })),
    { rounds: 7, time: 0, iterations: 1 },
  );

const fresh = await inFlight(creating);
const plain = await inFlight(plainly);
process.stderr.write("  in flight\n");

const rows = [];
for (const count of ROWS) {
  const fetch = inProcess(many(count));
  // The longest list is over the client's own limit.
  const client = new WexaClient({
    apiKey: KEY,
    projectID: PROJECT,
    baseUrl,
    fetch,
    maxResponseBytes: 2 ** 30,
  });
  const alone = raw.client({ baseUrl, fetch });
  const [plain, checked] = await measure(
    [
      { name: raw.name, calls: count, run: () => alone.list() },
      { name: wexa.name, calls: count, run: () => client.executions.list() },
    ],
    { rounds: count >= 100_000 ? 6 : 10, time: 50, iterations: 1 },
  );
  rows.push({ rows: count, raw: plain, wexa: checked });
}
process.stderr.write("  rows\n");

for (let left = CALLS; left > 0; left -= 100) {
  await Promise.all(Array.from({ length: 100 }, () => creating.create()));
}
process.stderr.write(`  ${CALLS.toLocaleString("en")} calls\n`);
const old = await inFlight(creating);
process.stdout.write(JSON.stringify({ fresh, old, plain, calls: CALLS, inFlight: IN_FLIGHT, rows }));
