// A server that loses the reply of every create, and lists what a test says.
import { clientWith, type Fetch } from "../../support/turned-clock.ts";

export type Fields = Record<string, unknown>;

/** A server that loses the reply of every create, and lists what the test says. */
export function server(
  list: (asked: Fields) => unknown,
  whole: (id: string) => Fields | undefined = () => undefined,
) {
  const gets: string[] = [];
  let asked: Fields = {};
  let creates = 0;
  const fetch: Fetch = async (input, init) => {
    const path = new URL(String(input)).pathname;
    if (init?.method === "POST") {
      creates++;
      asked = JSON.parse(String(init.body));
      throw new TypeError("fetch failed");
    }
    const headers = { date: new Date().toUTCString() };
    if (path.endsWith("/execution_flows")) return Response.json(list(asked), { headers });
    const id = decodeURIComponent(path.split("/").at(-1) ?? "");
    gets.push(id);
    const body = whole(id);
    return Response.json(body ?? { detail: "none" }, { status: body ? 200 : 404, headers });
  };
  return { client: clientWith(fetch), gets, creates: () => creates };
}

/** An execution as create answers it, as far as it matters here. */
export function execution(asked: Fields, more: Fields = {}): Fields {
  const { agentflow_id, goal, input_variables, executed_by } = asked;
  return {
    ...{ agentflow_id, goal, input_variables, executed_by: { _id: executed_by, name: "Someone" } },
    ...{ execution_id: "of-this-call", status: "ready", created_at: Date.now() / 1000 },
    ...more,
  };
}

/** What public callers saw in lists. */
export function short({ agentflow_id, goal }: Fields, more: Fields = {}): Fields {
  const createdAt = new Date().toISOString();
  return { _id: "67fdea40aac77be632954f01", agentflow_id, goal, status: "ready", createdAt, ...more };
}
