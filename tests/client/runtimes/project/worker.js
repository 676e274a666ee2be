import { create_executeflow, WexaClient } from "wexa-executeflow";

export default {
  async fetch(incoming, { baseUrl, apiKey, request }) {
    const { pathname, searchParams } = new URL(incoming.url);
    const signal = searchParams.has("abort")
      ? AbortSignal.timeout(Number(searchParams.get("abort")))
      : undefined;
    try {
      if (pathname === "/create") {
        const goal = searchParams.get("goal") ?? request.goal;
        return Response.json(await create_executeflow({ ...request, goal }, { baseUrl, apiKey, signal }));
      }
      const wexa = new WexaClient({ baseUrl, apiKey });
      return Response.json(await wexa.executions.get(searchParams.get("id")));
    } catch (error) {
      const { name, code, outcome, message } = error;
      return Response.json({ error: { name, code, outcome, message } }, { status: 500 });
    }
  },
};
