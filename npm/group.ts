import { type Arguments, Drive, type Reply, requestIdOf } from "./drive.ts";
import type { Engine } from "./engine.ts";
import { type RequestOptions, type Settings, settingsOfCall } from "./options.ts";

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
  #reply: Promise<Reply<T>> | undefined;

  /** What `then` makes of it is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  static of<T>(reply: Promise<Reply<T>>): ApiPromise<T> {
    const promise = new ApiPromise<T>((resolve, reject) => {
      reply.then(({ data }) => resolve(data), reject);
    });
    promise.#reply = reply;
    return promise;
  }

  /** The value together with the HTTP reply and its request id. */
  async withResponse(): Promise<WithResponse<T>> {
    // The rejection is this promise's to report.
    this.catch(() => undefined);
    const { data, response } = await (this.#reply as Promise<Reply<T>>);
    return { data, response, requestId: requestIdOf(response) };
  }
}

/** Begins a call. Everything that is wrong with it is a rejection. */
export function begin<T>(
  engine: Engine,
  settings: () => Settings,
  given: Arguments,
  options: RequestOptions | undefined,
): ApiPromise<T> {
  const reply = async (): Promise<Reply<T>> => {
    const drive = new Drive(engine, settingsOfCall(settings(), options), given.operation);
    return drive.run<T>(given);
  };
  return ApiPromise.of(reply());
}

/** Begins a call for a client. */
export type Begin = <T>(given: Arguments, options: RequestOptions | undefined) => ApiPromise<T>;

/** The operations of one group of a client. */
export class Group {
  readonly #begin: Begin;

  constructor(begin: Begin) {
    this.#begin = begin;
  }

  protected call<T>(
    operation: number,
    ids: unknown[],
    body: unknown,
    options: RequestOptions | undefined,
  ): ApiPromise<T> {
    return this.#begin({ operation, ids, body }, options);
  }
}
