import { byHand } from "./by-hand.ts";
import { type Client, type Contender, CREATE, GET, HEADERS, LIST, REQUEST } from "./contender.ts";

/** What the others are measured by: the platform alone. */
export const raw: Contender = {
  name: "raw fetch",
  does: "nothing",
  client({ baseUrl, fetch }): Client {
    async function send(path: string, init: RequestInit): Promise<unknown> {
      const response = await fetch(baseUrl + path, init);
      const value = await response.json();
      if (!response.ok) throw new Error(`status ${response.status}`);
      return value;
    }
    return {
      create: () => send(CREATE, { method: "POST", headers: HEADERS, body: JSON.stringify(REQUEST) }),
      get: () => send(GET, { method: "GET", headers: HEADERS }),
      follow: (id, every, changed) =>
        byHand(() => send(`/execute_flow/${id}`, { method: "GET", headers: HEADERS }), every, changed),
      list: () => send(LIST, { method: "GET", headers: HEADERS }),
    };
  },
};
