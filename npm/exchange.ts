/** A new UUID. Pages that are not served over https have no `randomUUID`. */
function uuid(): string {
  const { crypto } = globalThis;
  if (crypto?.randomUUID) return crypto.randomUUID();
  const digit = (place: string): string => {
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (Number(place) ^ (random & (15 >> (Number(place) / 4)))).toString(16);
  };
  return crypto && "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit);
}

/** The init of a request's fetch: the one place where headers are set. `more` is added to it. */
export function initOf(
  method: string,
  body: string | undefined,
  key: string | null,
  headers: Record<string, string | null>,
  more: Record<string, unknown>,
  signal: AbortSignal | undefined,
): RequestInit {
  const sent: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) sent["content-type"] = "application/json";
  // For a proxy, which forwards no attempt twice: browsers replay a request by themselves.
  if (key === null && method !== "GET") sent["x-wexa-attempt"] = uuid();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value == null) delete sent[name];
    else sent[name] = value;
  }
  if (key !== null) sent["x-api-key"] = key;
  return { ...more, method, headers: sent, body, redirect: "manual", signal } as RequestInit;
}

/** The status of a reply, if the value can be used as one. */
export function statusOf(value: unknown): number | undefined {
  try {
    const { status, text, headers } = value as Response;
    if (typeof text === "function" && typeof headers.get === "function" && typeof status === "number") {
      return status;
    }
  } catch {
    // It has getters of its own.
  }
  return undefined;
}

/** Whether a reply without a status is a redirect, which is not followed. */
export function isRedirect(response: Response): boolean {
  return partOf(response, ({ type }) => type, "string") === "opaqueredirect";
}

/** A part of a reply, if it is what it should be: that of a caller's own fetch may be anything, and may throw. */
export function partOf<T>(
  response: Response | undefined,
  part: (reply: Response) => T,
  type: string,
): T | undefined {
  try {
    const value = response && part(response);
    return typeof value === type ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A header of a reply. */
export function headerOf(response: Response | undefined, name: string): string | undefined {
  return partOf(response, ({ headers }) => headers.get(name), "string") ?? undefined;
}

/**
 * Reads a body as text, but not more than so many bytes of it: the promise of the text, or of `undefined`.
 *
 * A length that the server declares is enough where it is that of the body itself: a compressed one may be any
 * size, and a page cannot see whether another origin's is compressed.
 */
export function readText(
  response: Response,
  limit: number,
  { TextDecoder }: { TextDecoder: new () => Pick<TextDecoder, "decode"> },
): Promise<string | undefined> {
  const { body } = response;
  const declared = headerOf(response, "content-length");
  if (declared !== undefined && Number(declared) > limit) return Promise.resolve(undefined);
  const sure = declared !== undefined && response.type !== "cors" && !headerOf(response, "content-encoding");
  if (sure || typeof body?.getReader !== "function") return response.text();
  return textWithin(limit, body.getReader(), new TextDecoder());
}

/** What a reader gives, as text; `undefined` where it is more than `limit` bytes: then the reader is given up. */
export async function textWithin(
  limit: number,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  decoder: Pick<TextDecoder, "decode">,
): Promise<string | undefined> {
  let text = "";
  let length = 0;
  // Most bodies are one piece, which is decoded several times as fast if it is not the beginning of a stream.
  let last: Uint8Array | undefined;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode(last);
    length += value.byteLength;
    if (length > limit) {
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    if (last) text += decoder.decode(last, { stream: true });
    last = value;
  }
}
