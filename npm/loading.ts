import { ABORTED, Attempt, type Ending, TIMED_OUT } from "./attempt.ts";
import { now } from "./clock.ts";
import type { Engine } from "./engine.ts";
import { errorOf, type Outcome, type WexaError } from "./errors.ts";
import type { Later, Runs } from "./executions.ts";
import { type Settings, settingsOfCall } from "./options.ts";

/** What the browser's entry loads when it is first used. */
export type More = typeof import("./more.ts");

type Limits = Pick<Settings, "totalTimeout" | "signal">;

/** Waits for what is being loaded for an operation, unless the caller's time is up first. */
export function untilLoaded<T>(
  loading: Promise<T>,
  operation: string,
  { totalTimeout, signal }: Limits,
  then: (loaded: T) => void,
  reject: (error: unknown) => void,
): void {
  const attempt = new Attempt(totalTimeout, signal);
  const go = (ended: Ending | undefined, value: unknown): void => {
    attempt.close();
    if (!ended) then(value as T);
    else
      reject(
        ended.why < TIMED_OUT ? ended.thrown : cutShort(operation, ended, "not loaded within totalTimeout"),
      );
  };
  attempt.wait(loading, { go });
}

/** The error of what has been ended by the caller, or by the time that it may take: then it is `late`. */
export function cutShort(operation: string, ended: Ending, late: string, outcome?: Outcome): WexaError {
  const { why, thrown: cause } = ended;
  const aborted = why === ABORTED;
  return errorOf({
    code: aborted ? "aborted" : "timeout",
    message: `${operation}: ${aborted ? "the caller ended the call" : late}`,
    outcome,
    operation,
    retryable: !aborted,
    cause,
  });
}

/**
 * Does something with what is loaded when it is first used: at once where that is there, else when it has been loaded,
 * unless the caller's time is up first.
 */
export function withMore<T>(
  engine: Engine,
  operation: string,
  limits: Limits,
  use: (more: More) => T,
): T | Promise<Awaited<T>> {
  const more = engine.platform.more();
  if (!("then" in more)) return use(more);
  // The module is loaded beside it, and asked for again by the first call: what goes wrong is told there.
  Promise.resolve(engine.instance()).catch(() => undefined);
  return new Promise<More>((resolve, reject) => {
    untilLoaded(more, operation, limits, resolve, reject);
  }).then(use) as Promise<Awaited<T>>;
}

/** What a client does with what may have to be loaded first. */
export function laterOf(...parts: Parameters<More["runsOf"]>): Later {
  const [engine, settings] = parts;
  let runs: Runs | undefined;
  return (method, about, options) => {
    const began = now();
    // The client's own limit of time is for each of its requests, as that of `createMany` is for each of its creates.
    const all = { ...settings, totalTimeout: Number.POSITIVE_INFINITY };
    const { signal, totalTimeout } = settingsOfCall(all, options);
    const limits = { signal, totalTimeout: method === "createMany" ? all.totalTimeout : totalTimeout };
    return withMore(engine, `executions.${method}`, limits, ({ runsOf }) => {
      runs ??= runsOf(...parts);
      const call = runs[method] as (...given: unknown[]) => never;
      return call(about, options, began);
    });
  };
}
