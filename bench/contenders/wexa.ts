import { WexaClient } from "wexa-executeflow";
import { type Client, type Contender, EXECUTION, KEY, PROJECT, REQUEST } from "./contender.ts";

/** This client as it is without options: with retries, checks, time limits and redaction. */
export const wexa: Contender = {
  name: "wexa-executeflow",
  does: "retry, check, safety",
  client({ baseUrl, fetch }): Client {
    const { executions } = new WexaClient({ apiKey: KEY, projectID: PROJECT, baseUrl, fetch });
    return {
      create: () => executions.create(REQUEST),
      get: () => executions.get(EXECUTION),
      list: () => executions.list(),
      follow: async (id, interval, changed) => {
        for await (const execution of executions.watch(id, { interval })) changed(execution);
      },
    };
  },
};
