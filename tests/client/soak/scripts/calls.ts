// The calls of the soak: creates, gets, lists, errors, aborts, timeouts, retries.
import { request } from "../../../support/documented.ts";
import { fetchOf } from "./replies.ts";

type Package = typeof import("../../../../npm/index.ts");
type Client = InstanceType<Package["WexaClient"]>;

/** How many calls are under way at once. */
const AT_ONCE = 20;

/** Each is made in turn, with a signal that lives as long as the program. */
export function callsOf({ WexaClient, create_executeflow }: Package, signal: AbortSignal) {
  const options = { apiKey: "k", retryDelay: { initial: 0.1, max: 0.2 }, logLevel: "off" } as const;
  const project = { ...options, projectID: request.projectID, executedBy: request.executed_by };
  const client = (...words: string[]): Client => new WexaClient({ ...project, fetch: fetchOf(...words) });
  const create = (...words: string[]): Promise<unknown> =>
    create_executeflow(request, { ...options, fetch: fetchOf(...words), signal });
  const get = (...words: string[]): Promise<unknown> => client(...words).executions.get("e-1", { signal });
  const aborted = (call: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> => {
    const controller = new AbortController();
    const end = call(controller.signal);
    setImmediate(() => controller.abort("enough"));
    return end;
  };
  return [
    () => create("created"),
    () => get("got"),
    () => create("created"),
    () => get("streamed"),
    () => client("listed").executions.list({ signal }),
    () => create("busy", "created"),
    () => get("down", "lost", "got"),
    () => create("missing"),
    () => create("lost"),
    () => create("created"),
    () => get("html"),
    () => create("invalid"),
    () => create("cut"),
    () => get("broken"),
    () => create("thrown"),
    () => create("nonsense"),
    () => get("redirected"),
    () => create("created"),
    () => client("large").executions.get("e-1", { signal, maxRetries: 0 }),
    () => client("created").executions.create({ goal: 1 } as never, { signal }),
    () => aborted((own) => client("silent").executions.get("e-1", { signal: own })),
    () => aborted((own) => client("deaf").executions.create(request, { signal: own })),
    // While it sleeps until it may be sent again.
    () => aborted((own) => client("waits").executions.create(request, { signal: own })),
    () => client("got").executions.get("e-1", { signal: AbortSignal.abort() }),
    () => client("silent").executions.create(request, { timeout: 1, signal }),
    () => client("silent").executions.get("e-1", { totalTimeout: 1, signal }),
    () => client("got").executions.cancel("e-1", { signal }).withResponse(),
  ] as const;
}

/** Makes so many calls, and counts how many resolved, and the codes of those that did not. */
export async function make(calls: ReturnType<typeof callsOf>, many: number, ends: Map<string, number>) {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < many) {
      const call = calls[next++ % calls.length] as (typeof calls)[number];
      const end = await call().then(
        () => "resolved",
        (error: { code?: string }) => error.code ?? String(error),
      );
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
