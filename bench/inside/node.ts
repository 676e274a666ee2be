// In Node: every case, then real HTTP on loopback. Prints one JSON.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { contenders } from "../contenders/all.ts";
import { cases, figures, subject } from "./cases.ts";
import { type Figure, measure } from "./measure.ts";
import { ONE } from "./replies.ts";

const wanted = process.argv[2];
const told: Record<string, Figure[]> = {};
for (const one of cases()) {
  if (wanted && !one.name.startsWith(wanted)) continue;
  told[one.name] = await figures(one);
  process.stderr.write(`  ${one.name}\n`);
}
if (!wanted || wanted === "HTTP") told["HTTP on loopback"] = await overHttp();
process.stdout.write(JSON.stringify(told));

async function overHttp(): Promise<Figure[]> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end(ONE.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Wrapped, so that no client takes it for the platform's own and does something special.
  const fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);
  const subjects = contenders.map((contender) =>
    subject(contender, contender.client({ baseUrl, fetch }), {
      call: (client) => client.create(),
      calls: 10,
    }),
  );
  const found = await measure(subjects, { rounds: 16, time: 100, iterations: 4 });
  server.closeAllConnections();
  server.close();
  return found;
}
