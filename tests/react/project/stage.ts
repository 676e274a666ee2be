// What the scenarios share: an emulator in the page, and a client of it that is counted.
import { createElement, StrictMode } from "react";
import { WexaClient } from "wexa-executeflow";
import { createEmulator } from "wexa-executeflow/emulator";
import { WexaProvider } from "wexa-executeflow/react";

export const request = { agentflow_id: "67fdea40aac77be632954f10", goal: "run" };

export function stage({ stepDuration = 20 } = {}) {
  const emulator = createEmulator({ stepDuration });
  const seen = { creates: 0, gets: 0, underWay: 0, most: 0 };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (init?.method === "POST") seen.creates++;
    else seen.gets++;
    seen.most = Math.max(seen.most, ++seen.underWay);
    try {
      return await emulator.fetch(input, init);
    } finally {
      seen.underWay--;
    }
  };
  const client = new WexaClient({
    ...emulator.clientOptions(),
    fetch,
    projectID: "67fdea40aac77be632954f13",
    executedBy: "67fdea40aac77be632954f0e",
    logLevel: "off",
    retryDelay: { initial: 1, max: 1 },
  });
  return { emulator, client, seen, start: () => client.executions.create(request) };
}

export type Stage = ReturnType<typeof stage>;

/** StrictMode, and the client, around what is rendered. */
export function around({ client }: { client: WexaClient }) {
  return {
    wrapper: ({ children }: { children: React.ReactNode }) =>
      createElement(StrictMode, null, createElement(WexaProvider, { client }, children)),
  };
}

/** Long enough for many a look at an interval of some milliseconds. */
export function aWhile(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250));
}
