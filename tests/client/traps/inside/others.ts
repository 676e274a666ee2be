import type { Calls, Package } from "./calls.ts";
import { Network } from "./network.ts";

/** Ten calls, which wait in every way there is. */
export function beginOthers(calls: Calls, wexa: Package, patience: number): void {
  for (const number of [1, 2, 3]) {
    calls.create(`held ${number}`, new Network({ creates: ["hold"], patience }));
  }
  for (const number of [1, 2]) {
    calls.create(`streaming ${number}`, new Network({ creates: ["stream"], patience }));
    calls.create(`sleeping ${number}`, new Network({ creates: ["refuse"], patience }));
  }
  const apiKey = (): Promise<string> => new Promise(() => undefined);
  calls.create("waiting for its key", new Network({ patience }), { apiKey });
  const get = new Network({ gets: ["hold"], patience });
  calls.begin("get", get, () => new wexa.WexaClient(calls.options(get)).executions.get("e"));
  const watched = new Network({ gets: ["running", "hold"], patience });
  calls.begin("watching", watched, () =>
    new wexa.WexaClient(calls.options(watched)).executions.wait("e", { interval: 1 }),
  );
}
