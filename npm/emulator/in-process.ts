import { ConnectionReset } from "./faults.ts";

type Fetch = typeof globalThis.fetch;
type Handle = (request: Request, caller?: AbortSignal) => Promise<Response>;

/**
 * Makes a `fetch` of a request handler.
 * @param baseUrl What relative URLs are taken against.
 */
export function inProcessFetch(baseUrl: string, handle: Handle): Fetch {
  return async (input: Parameters<Fetch>[0], init?: RequestInit): Promise<Response> => {
    const request = isRequest(input)
      ? new Request(input, init)
      : new Request(new URL(input, baseUrl), essentials(init));
    const signal =
      init?.signal === undefined && isRequest(input) ? input.signal : (init?.signal ?? undefined);
    signal?.throwIfAborted();
    const reply = handle(request, signal).catch(asNetworkError);
    return signal === undefined ? reply : untilAborted(reply, signal);
  };
}

/** Going by its shape: a Request of another realm is one too. */
function isRequest(input: Parameters<Fetch>[0]): input is Request {
  return typeof input === "object" && "url" in input;
}

/** The part of an init that reaches a server. The rest is the platform's, and not every platform knows all of it. */
function essentials(init: RequestInit = {}): RequestInit {
  const { method, headers, body } = init;
  return {
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(body == null ? {} : { body }),
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  };
}

function asNetworkError(error: unknown): never {
  if (error instanceof ConnectionReset) throw new TypeError("fetch failed", { cause: error });
  throw error;
}

/** Lets the caller go at once; the work goes on, as it would on a server that has the request already. */
function untilAborted(reply: Promise<Response>, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    reply.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
