import { useMemo, useSyncExternalStore } from "react";
import type { Execution, WatchOptions, WexaClient, WexaError } from "../index.ts";
import { useClient } from "./client.ts";
import { type Store, storeOf } from "./store.ts";

/** The options of `useExecution`. */
export interface UseExecutionOptions
  extends Pick<WatchOptions, "interval" | "maxInterval" | "maxErrors" | "pauseWhenHidden" | "projectID"> {
  /** The client. @default that of the `WexaProvider` above */
  client?: WexaClient | undefined;
  /**
   * The execution as it is known already, by the server that rendered the page or by `create`: shown until it is seen
   * anew. It is read when the hook begins with an id.
   */
  initial?: Execution | undefined;
}

/** What is known of an execution. */
export interface ExecutionView {
  /** As it was seen last, also after an error. */
  execution: Execution | undefined;
  /**
   * How far following it is; how far the run is, is `execution.status`.
   *
   * - `idle`: there is no id;
   * - `loading`: it has not been seen yet;
   * - `following`: it was seen, and can still change;
   * - `ended`: its status ends a run, and it is not looked at any more;
   * - `error`: it is not looked at any more; `error` says why.
   */
  status: "idle" | "loading" | "following" | "ended" | "error";
  /** Why it is not looked at any more: what `executions.watch` has thrown. */
  error: WexaError | undefined;
  /** Follows it again after an error. */
  retry: () => void;
}

/**
 * Follows an execution while the component is there: `executions.watch` as a hook.
 *
 * ```tsx
 * const { execution, status, error } = useExecution(id);
 * ```
 *
 * Without an id (`undefined` or `null`) it does nothing. It looks while the component is mounted, stops when it leaves
 * or gets another id, and does nothing on a server. All components that follow the same execution with the same client
 * share its requests. Only reads are sent.
 */
export function useExecution(
  execution_id: string | null | undefined,
  options: UseExecutionOptions = {},
): ExecutionView {
  const { initial, interval, maxInterval, maxErrors, pauseWhenHidden, projectID } = options;
  const client = useClient(options.client);
  // `initial` is no reason to begin anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const store = useMemo(
    () =>
      following(client, execution_id, initial, {
        interval,
        maxInterval,
        maxErrors,
        pauseWhenHidden,
        projectID,
      }),
    [client, execution_id, interval, maxInterval, maxErrors, pauseWhenHidden, projectID],
  );
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** An execution that is followed while there are listeners. */
function following(
  client: WexaClient,
  id: string | null | undefined,
  initial: Execution | undefined,
  options: WatchOptions,
): Store<ExecutionView> {
  let [listened, turn] = [false, 0];
  const store = storeOf<ExecutionView>(
    {
      execution: initial,
      status: id == null ? "idle" : initial ? "following" : "loading",
      error: undefined,
      retry: () => {
        const { status, execution } = store.get();
        if (status !== "error") return;
        change({ status: execution ? "following" : "loading", error: undefined });
        if (listened) begin();
      },
    },
    () => {
      listened = true;
      const end = begin();
      return () => {
        listened = false;
        end();
      };
    },
  );
  const change = (news: Partial<ExecutionView>): void => store.set({ ...store.get(), ...news });

  /** Follows it until it ends or what this gives is called. */
  const begin = (): (() => void) => {
    const own = ++turn;
    const { status } = store.get();
    if (id != null && (status === "loading" || status === "following")) void follow(id, own);
    return () => {
      turn++;
      controller?.abort();
    };
  };
  let controller: AbortController | undefined;
  const follow = async (id: string, own: number): Promise<void> => {
    // StrictMode mounts, leaves and mounts again at once: the first time is over before anything is sent.
    await undefined;
    if (own !== turn) return;
    controller = new AbortController();
    try {
      for await (const execution of client.executions.watch(id, { ...options, signal: controller.signal })) {
        if (own !== turn) return;
        change({ execution, status: "following" });
      }
      if (own === turn) change({ status: "ended" });
    } catch (error) {
      if (own === turn) change({ status: "error", error: error as WexaError });
    }
  };
  return store;
}
