// A worker that follows executions, with one client for all its requests: its clients may, edge hosts allow no more.
import { WexaClient } from "wexa-executeflow";
import { inShort } from "./world.ts";

interface Environment {
  base: string;
  key: string;
  request: { executed_by: string; projectID: string };
}

let wexa: WexaClient | undefined;

export default {
  async fetch(incoming: Request, { base, key, request }: Environment): Promise<Response> {
    wexa ??= new WexaClient({
      baseUrl: base,
      apiKey: key,
      projectID: request.projectID,
      executedBy: request.executed_by,
      maxRetries: 0,
    });
    const { executions } = wexa;
    const query = new URL(incoming.url).searchParams;
    const id = query.get("id") ?? "";
    const options = {
      interval: 20,
      ...(query.has("abort") ? { signal: AbortSignal.timeout(Number(query.get("abort"))) } : {}),
    };
    // One line for each value, as it comes.
    const { readable, writable } = new TransformStream<Uint8Array>();
    const writer = writable.getWriter();
    const write = (line: string): Promise<void> => writer.write(new TextEncoder().encode(`${line}\n`));
    void (async () => {
      try {
        for await (const execution of executions.watch(id, options)) await write(inShort(execution));
      } catch (error) {
        await write((error as Error).name);
      }
      await writer.close();
    })().catch(() => undefined);
    return new Response(readable);
  },
};
