import { listen, unlisten } from "../../src/transport/deadline.js";
import { now } from "../core/clock.ts";
import { createError, type WexaError, withDetails } from "../core/errors.ts";
import { invalidOption } from "../core/option-checks.ts";
import type { CreateManyResult } from "../core/option-types.ts";
import {
  type ResolvedOptions,
  readOptions,
  resolveOnUnknown,
  resolveRequestOptions,
} from "../core/options.ts";
import {
  CREATE_MANY_OPTIONS,
  CREATE_OPTIONS,
  type CreateManyOptions,
  DEFAULTS,
  REQUEST_OPTIONS,
} from "../generated/options.ts";
import type { CreateExecution, Execution } from "../generated/types.ts";
import type { Create } from "./create.ts";
import { pickCreateOptions } from "./watch-options.ts";

interface Item {
  readonly index: number;
  readonly request: CreateExecution;
  /** The body as it was sent first: the caller may change the request, a repetition may not. */
  text?: string;
  /** When its time is up. */
  ends?: number;
  error?: WexaError;
  result?: CreateManyResult;
}

const CHECKS = { ...REQUEST_OPTIONS, ...CREATE_OPTIONS, ...CREATE_MANY_OPTIONS };

/** Starts an execution for each request of an iterable: see `Executions.createMany`. */
export async function* createMany(
  create: Create,
  resolved: ResolvedOptions,
  requests: Iterable<CreateExecution> | AsyncIterable<CreateExecution>,
  options: CreateManyOptions = {},
): AsyncGenerator<CreateManyResult, void, undefined> {
  const owner = "executions.createMany";
  const own = readOptions<CreateManyOptions>(options, CHECKS, owner);
  const { concurrency = DEFAULTS.concurrency, ratePerSecond = DEFAULTS.ratePerSecond, onResult } = own;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw invalidOption("concurrency", "expected a whole number from 1");
  }
  const each = pickCreateOptions(own);
  const { signal, totalTimeout, maxRetries, initialDelay, maxDelay, maxRetryAfter } = resolveRequestOptions(
    resolved,
    each,
    owner,
    CREATE_OPTIONS,
  );
  resolveOnUnknown(each);
  const source: AsyncIterator<CreateExecution> | Iterator<CreateExecution> | undefined =
    (requests as AsyncIterable<CreateExecution> | undefined)?.[Symbol.asyncIterator]?.() ??
    (requests as Iterable<CreateExecution> | undefined)?.[Symbol.iterator]?.();
  if (!source) throw invalidOption("requests", "expected an iterable of requests");

  /** Begun and not yet given, in the order of the iterable. */
  const window: Item[] = [];
  /** Those of them that are to be sent. */
  const waiting: Item[] = [];
  let [count, running, asking, ended, stopped, cut] = [0, 0, false, false, false, false];
  let closing: Promise<unknown> | undefined;
  let failure: { error: unknown } | undefined;
  // It begins with one at a time, and has one more on its way with each answer. The first answer that tells of a
  // server in trouble begins that anew; `era` tells the later ones, to what was sent before, from news.
  let [limit, era, refusals] = [1, 0, 0];
  /** When the next one may be sent: `open` for the server's sake, `next` for the caller's rate. */
  let [open, next] = [0, 0];
  let timer: unknown;
  let wake = (): void => undefined;

  /** Asks the iterable for nothing more. */
  const end = (): void => {
    if (ended) return;
    ended = true;
    const closed = (async () => source.return?.())().catch((error) => {
      if (!cut) failure ??= { error };
    });
    // A generator that is still at work on its next request closes only after it: nobody waits for that.
    if (!asking) closing = closed;
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    end();
  };
  const stop = (): void => {
    stopped = true;
    clearTimeout(timer as Parameters<typeof clearTimeout>[0]);
    end();
    for (const item of waiting.splice(0)) settle(item, aborted(item));
    wake();
  };
  const onAbort = {
    end(): void {
      cut = !ended || running + waiting.length > 0;
      stop();
    },
  };
  const aborted = ({ error }: Partial<Item>): WexaError =>
    createError({
      code: "aborted",
      message: "executions.createMany: the caller ended it",
      operation: "executions.create",
      outcome: error?.outcome,
      attempts: error?.attempts,
      cause: signal?.aborted ? signal.reason : error,
    });

  const settle = (item: Item, error: WexaError | undefined, execution?: Execution): void => {
    const { index, request } = item;
    item.result = { index, request, ...(error ? { error } : { execution }) } as CreateManyResult;
    try {
      onResult?.(item.result);
    } catch (thrown) {
      fail(thrown);
    }
  };

  const taken = ({ done, value }: IteratorResult<CreateExecution>): void => {
    asking = false;
    if (done) {
      ended = true;
      return;
    }
    const item = { index: count++, request: value };
    window.push(item);
    if (stopped) settle(item, aborted(item));
    else waiting.push(item);
  };
  const broken = (error: unknown): void => {
    asking = false;
    ended = true;
    fail(error);
  };
  const ask = (): void => {
    try {
      const step = source.next();
      if ("then" in step) {
        asking = true;
        step.then(taken).catch(broken).then(fill);
      } else taken(step);
    } catch (error) {
      broken(error);
    }
  };

  const send = async (item: Item): Promise<void> => {
    const sentIn = era;
    const at = now();
    item.ends ??= at + totalTimeout;
    const left = item.ends - at;
    if (item.error && left <= 0) return settle(item, item.error);
    running++;
    next = Math.max(next, at) + 1000 / ratePerSecond;
    try {
      const body = item.text === undefined ? item.request : JSON.parse(item.text);
      const sending = (text: string): void => {
        item.text = text;
      };
      // What may be repeated is repeated here, where the others can be held back with it.
      const execution = await create(body, { ...each, maxRetries: 0, totalTimeout: left }, sending);
      if (sentIn === era) grow();
      settle(item, undefined, execution);
    } catch (thrown) {
      const error = joined(thrown as WexaError, item.error);
      item.error = error;
      const { retryable, outcome, retryAfter = 0 } = error;
      if (!retryable && outcome !== "unknown") {
        if (sentIn === era && outcome !== "not_sent") grow();
      } else {
        let pause = retryAfter;
        if (sentIn === era) {
          era++;
          limit = 1;
          if (retryable) {
            pause ||= Math.min(maxDelay, initialDelay * 2 ** refusals) * Math.random();
            refusals++;
          }
        }
        open = Math.max(open, now() + Math.min(pause, maxRetryAfter));
      }
      const again = retryable && refusals <= maxRetries && retryAfter <= maxRetryAfter && open < item.ends;
      if (again && !stopped) waiting.push(item);
      else settle(item, again ? aborted(item) : error);
    }
    running--;
    fill();
  };
  const grow = (): void => {
    refusals = 0;
    limit = Math.min(limit + 1, concurrency);
  };

  /** Sends what can be sent now, asks for more where nothing waits, and lets the loop look again. */
  const fill = (): void => {
    wake();
    clearTimeout(timer as Parameters<typeof clearTimeout>[0]);
    while (!stopped && running < limit) {
      const [item] = waiting;
      // One slow create holds the results of later ones back, but not without end.
      if (!item && (ended || asking || window.length >= 2 * concurrency)) return;
      const wait = Math.max(open, next) - now();
      if (wait > 0) {
        timer = setTimeout(fill, Math.min(Math.ceil(wait), 1e9));
        return;
      }
      if (item) send(waiting.shift() as Item);
      else ask();
    }
  };
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });

  const leave = async (): Promise<void> => {
    stop();
    while (running > 0) await change();
    if (signal) unlisten(signal, onAbort);
    await closing;
    if (failure) throw failure.error;
  };

  if (signal?.aborted) onAbort.end();
  else if (signal) listen(signal, onAbort);
  try {
    for (;;) {
      fill();
      const [first] = window;
      if (first?.result) {
        window.shift();
        const { error } = first.result;
        // It was created in a function that nobody awaits. The loop awaits this one, so the stack names the loop.
        if (error) error.stack = withDetails(error).stack as string;
        yield first.result;
      } else if (!first && ended) break;
      else await change();
    }
    if (cut) throw aborted({});
  } finally {
    await leave();
  }
}

/** The end of a start that was sent again, with what its earlier ends say of it. */
function joined(error: WexaError, earlier: WexaError | undefined): WexaError {
  if (!earlier) return error;
  return withDetails(error, {
    outcome: error.outcome === "not_sent" ? earlier.outcome : error.outcome,
    attempts: earlier.attempts + error.attempts,
  });
}
