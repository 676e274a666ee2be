import type facts from "../../facts/create-executeflow.json";

/** What a platform is given, as JSON. */
export interface Given {
  baseUrl: string;
  request: typeof facts.request;
  /** By this package, or by the platform's fetch alone. */
  by: "client" | "fetch";
}

export interface Told {
  /** How often fetch was called for the second of the two. */
  fetched: number;
  end: string;
}

/**
 * Starts two executions, one after the other: the second on a connection that has been used.
 *
 * It stands by itself: a page gets it as text.
 */
export async function startTwo(of: typeof import("../../../npm/index.ts"), given: Given): Promise<Told> {
  const { baseUrl, request, by } = given;
  let fetched = 0;
  const counting: typeof fetch = (input, init) => {
    fetched++;
    return fetch(input, init);
  };
  const start = async (goal: string): Promise<string> => {
    const body = { ...request, goal };
    if (by === "client") {
      const options = { apiKey: "a-key", baseUrl, fetch: counting, logLevel: "off" } as const;
      return (await of.create_executeflow(body, options)).status;
    }
    const headers = { "content-type": "application/json", "x-api-key": "a-key" };
    const reply = await counting(`${baseUrl}/execute_flow`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return ((await reply.json()) as { status: string }).status;
  };
  await start("first").catch(() => undefined);
  fetched = 0;
  // The platform lays the connection by for the next request when it has seen the end of the first one.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const end = await start("second").catch((error) => error.outcome ?? error.name);
  return { fetched, end };
}
