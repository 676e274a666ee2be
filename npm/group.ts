import { type Arguments, Drive, type Reply, requestIdOf } from "./drive.ts";
import type { Engine } from "./engine.ts";
import { type RequestOptions, type Settings, settingsOfCall } from "./options.ts";
import { Pages } from "./paging.ts";

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
export class ApiPromise<T> extends Promise<T> {
  /** The reply, once it is there. */
  #reply: () => Reply<T> | undefined = () => undefined;

  /** What `then` makes of it is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** The promise of what `run` resolves. What it throws is a rejection. */
  static of<T>(
    run: (resolve: (reply: Reply<T>) => void, reject: (error: unknown) => void) => void,
  ): ApiPromise<T> {
    let reply: Reply<T> | undefined;
    const promise = new ApiPromise<T>((resolve, reject) => {
      run((given) => {
        reply = given;
        resolve(given.data);
      }, reject);
    });
    promise.#reply = () => reply;
    return promise;
  }

  /** Takes over the reply of another promise of the same call. */
  protected adopt(other: ApiPromise<T>): void {
    this.#reply = other.#reply;
  }

  /** The value together with the HTTP reply and its request id. */
  async withResponse(): Promise<WithResponse<T>> {
    const data = await this;
    const { response } = this.#reply() as Reply<T>;
    return { data, response, requestId: requestIdOf(response) };
  }
}

/** Begins a call. Everything that is wrong with it is a rejection. */
export function begin<T>(
  engine: Engine,
  settings: () => Settings,
  ask: () => Arguments,
  options: RequestOptions | undefined,
): ApiPromise<T> {
  return ApiPromise.of<T>((resolve, reject) => {
    const given = ask();
    new Drive(engine, settingsOfCall(settings(), options), given).run(given, resolve, reject);
  });
}

/**
 * The promise of a list's first page, as the server gives it; `for await` goes over the items of all pages.
 */
export class ListPromise<T, Item> extends ApiPromise<T> {
  #paging = 0;
  #given: Arguments | undefined;
  #page: ((given: Arguments) => ApiPromise<T>) | undefined;

  static pages<T, Item>(
    paging: number,
    given: Arguments,
    page: (given: Arguments) => ApiPromise<T>,
  ): ListPromise<T, Item> {
    const first = page(given);
    const promise = new ListPromise<T, Item>((resolve, reject) => first.then(resolve, reject));
    promise.adopt(first);
    promise.#paging = paging;
    promise.#given = given;
    promise.#page = page;
    return promise;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    const pages = new Pages<Item>(this.#paging, this.#given?.query);
    let page: unknown = await this;
    for (;;) {
      yield* pages.items(page);
      const query = pages.next();
      if (!query || !this.#given || !this.#page) return;
      page = await this.#page({ ...this.#given, query });
    }
  }
}

/** Begins a call for a client. */
export type Begin = <T>(given: Arguments, options: RequestOptions | undefined) => ApiPromise<T>;
