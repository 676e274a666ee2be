import { contenders } from "../contenders/all.ts";
import { subject } from "./cases.ts";
import { type Figure, measure } from "./measure.ts";

/** Creates over HTTP, at a server on loopback: a call has its server's time in it, and the system's. */
export function overHttp(baseUrl: string): Promise<Figure[]> {
  // Wrapped, so that no client takes it for the platform's own and does something special.
  const fetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);
  const subjects = contenders.map((contender) =>
    subject(contender, contender.client({ baseUrl, fetch }), {
      call: (client) => client.create(),
      calls: 10,
    }),
  );
  return measure(subjects, { rounds: 12, time: 80, iterations: 3 });
}
