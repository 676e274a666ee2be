import { type Arguments, Drive, type Fate, type Reply, requestIdOf } from "./drive.ts";
import type { Engine } from "./engine.ts";
import { type RequestOptions, type Settings, settingsOfCall } from "./options.ts";
import { itemsOf } from "./paging.ts";

/** What a call gave, with the reply that it came in. */
export interface WithResponse<T> {
  /** The value that the call's promise resolves to. */
  data: T;
  /** The HTTP reply. Its body has been read. */
  response: Response;
  /** The server's id of the request, where it gives one that can be seen. */
  requestId: string | undefined;
}

/** The promise of a call's value, which can also give the reply that the value came in. */
export interface ApiPromise<T> extends Promise<T> {
  /** The value together with the HTTP reply and its request id. */
  withResponse(): Promise<WithResponse<T>>;
}

/**
 * The promise of what `run` comes to. What it throws is a rejection.
 *
 * It is a promise like any other, with a method more: `await` takes a way around for a class of one's own.
 */
export function apiPromise<T>(run: (fate: Fate<T>) => void): ApiPromise<T> {
  let reply: Reply<T> | undefined;
  const promise = new Promise<T>((resolve, failed) => {
    const done = (given: Reply<T>): void => {
      reply = given;
      resolve(given.data);
    };
    run({ done, failed });
  }) as ApiPromise<T>;
  promise.withResponse = async () => {
    const data = await promise;
    const { response } = reply as Reply<T>;
    return { data, response, requestId: requestIdOf(response) };
  };
  return promise;
}

/** Begins a call. Everything that is wrong with it is a rejection. */
export function begin<T>(
  engine: Engine,
  settings: () => Settings,
  ask: () => Arguments,
  options: RequestOptions | undefined,
): ApiPromise<T> {
  return apiPromise<T>((fate) => {
    const given = ask();
    new Drive(engine, settingsOfCall(settings(), options), given, fate as Fate<unknown>).run();
  });
}

/** The promise of a list's first page, as the server gives it; `for await` goes over the items of all pages. */
export interface ListPromise<T, Item> extends ApiPromise<T> {
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
}

/** Asks for the first page now, and for the others as they are needed. */
export function listPromise<T, Item>(
  paging: number,
  given: Arguments,
  ask: (given: Arguments) => ApiPromise<T>,
): ListPromise<T, Item> {
  const first = ask(given);
  return Object.assign(first, {
    [Symbol.asyncIterator]: () =>
      itemsOf<Item>(paging, first, given.query, (query) => ask({ ...given, query })),
  });
}

/** Begins a call for a client. */
export type Begin = <T>(given: Arguments, options: RequestOptions | undefined) => ApiPromise<T>;
