import { useMemo, useSyncExternalStore } from "react";
import type { CreateExecution, CreateOptions, Execution, WexaClient, WexaError } from "../index.ts";
import { useClient } from "./client.ts";
import { type Store, storeOf } from "./store.ts";

/** The options of `useCreateExecution`. */
export interface UseCreateExecutionOptions {
  /** The client. @default that of the `WexaProvider` above */
  client?: WexaClient | undefined;
}

/** What starts executions, and what became of the latest. */
export interface CreateView {
  /**
   * Starts an execution: `executions.create`. It stays the same function from one rendering to the next.
   *
   * **Each call starts one, and costs credits.** Call it where a person wants it, in an event handler, never in an
   * effect: StrictMode runs effects twice. A second call while `isPending` is a second execution: disable the button,
   * or mean it. The promise rejects as that of `executions.create` does; whoever does not await it finds the same in
   * `error`.
   */
  create: (request: CreateExecution, options?: CreateOptions) => Promise<Execution>;
  /** What the latest call has started. */
  execution: Execution | undefined;
  /** Why the latest call has failed. Its `outcome` says whether it may have started an execution all the same. */
  error: WexaError | undefined;
  /** Whether any call is under way. */
  isPending: boolean;
  /** Forgets `execution` and `error`, and what becomes of calls that are under way: they are not ended. */
  reset: () => void;
}

/**
 * Starts executions from a component.
 *
 * ```tsx
 * const { create, execution, error, isPending } = useCreateExecution();
 * <button disabled={isPending} onClick={() => create({ agentflow_id, goal })}>Run</button>
 * ```
 *
 * The hook sends nothing by itself: not when it is rendered, not when it is mounted, not a second time. A component
 * that leaves does not end what it has started: an execution that was paid for is none to be in doubt about. Give
 * `create` a `signal` where it should.
 */
export function useCreateExecution(options: UseCreateExecutionOptions = {}): CreateView {
  const client = useClient(options.client);
  const store = useMemo(() => creating(client), [client]);
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

function creating(client: WexaClient): Store<CreateView> {
  let [latest, pending] = [0, 0];
  const nothing = { execution: undefined, error: undefined };
  const change = (news: Partial<CreateView>): void =>
    store.set({ ...store.get(), ...news, isPending: pending > 0 });
  const store = storeOf<CreateView>({
    ...nothing,
    isPending: false,
    create: (request, options) => {
      const own = ++latest;
      const promise = client.executions.create(request, options);
      const end = (news: Partial<CreateView>): void => {
        pending--;
        change(own === latest ? news : {});
      };
      pending++;
      change(nothing);
      promise.then(
        (execution) => end({ execution }),
        (error: WexaError) => end({ error }),
      );
      return promise;
    },
    reset: () => {
      latest++;
      change(nothing);
    },
  });
  return store;
}
