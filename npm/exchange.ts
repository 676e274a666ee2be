import type { Engine } from "./engine.ts";

/** A new UUID. Pages that are not served over https have no `randomUUID`, but an object's address ends in one. */
function uuid(): string | undefined {
  try {
    const { crypto } = globalThis;
    if (crypto.randomUUID) return crypto.randomUUID();
    const url = URL.createObjectURL(new Blob());
    URL.revokeObjectURL(url);
    return url.slice(-36);
  } catch {
    // A test runner's page has neither.
    return undefined;
  }
}

/** The init of a request's fetch: the one place where headers are set. `platform` and `more` are added to it. */
export function initOf(
  method: string,
  body: string | undefined,
  key: string | null,
  headers: Record<string, string | null>,
  platform: Record<string, unknown>,
  more: Record<string, unknown>,
  signal: AbortSignal | undefined,
): RequestInit {
  const sent: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) sent["content-type"] = "application/json";
  // For a proxy, which forwards no attempt twice: browsers replay a request by themselves.
  const attempt = key === null && method !== "GET" ? uuid() : undefined;
  if (attempt) sent["x-wexa-attempt"] = attempt;
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value == null) delete sent[name];
    else sent[name] = value;
  }
  if (key !== null) sent["x-api-key"] = key;
  return { ...platform, ...more, method, headers: sent, body, redirect: "manual", signal } as RequestInit;
}

/** The status of a reply, if the value can be used as one. */
export function statusOf(value: unknown): number | undefined {
  try {
    const { status, text } = value as Response;
    // To ask for the headers makes an object of them, which an edge host has to keep track of.
    if (typeof text === "function" && typeof status === "number" && "headers" in (value as object))
      return status;
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

/** What makes text of bytes. */
export interface Decoders {
  /** For what is there as a whole. */
  readonly whole: Pick<TextDecoder, "decode">;
  /** For what comes in pieces: a new one. */
  streaming(): Pick<TextDecoder, "decode">;
}

/** What a body has given so far is not all of it. */
export const MORE = Symbol();

/** A body that is read piece by piece, as text, but not more than `limit` bytes of it. */
export class Body {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #limit: number;
  readonly #decoders: Decoders;
  #length = 0;
  #last: Uint8Array | undefined;
  #decoder: Pick<TextDecoder, "decode"> | undefined;
  #text = "";

  constructor(body: ReadableStream<Uint8Array>, limit: number, decoders: Decoders) {
    this.#reader = body.getReader();
    this.#limit = limit;
    this.#decoders = decoders;
  }

  /** The next piece, for `take`. */
  read(): Promise<ReadableStreamReadResult<Uint8Array>> {
    return this.#reader.read();
  }

  /** Takes a piece. After the last one it gives the text; `undefined` where that is too long: the rest is given up. */
  take({ done, value }: ReadableStreamReadResult<Uint8Array>): string | undefined | typeof MORE {
    // Most bodies are one piece, which is decoded several times as fast if it is not the beginning of a stream.
    if (done) return this.#text + (this.#decoder ?? this.#decoders.whole).decode(this.#last);
    this.#length += value.byteLength;
    if (this.#length > this.#limit) {
      this.#reader.cancel().catch(() => undefined);
      return undefined;
    }
    if (this.#last) {
      this.#decoder ??= this.#decoders.streaming();
      this.#text += this.#decoder.decode(this.#last, { stream: true });
    }
    this.#last = value;
    return MORE;
  }
}

/** A body that is read piece by piece. */
export type Reading = Pick<Body, "read" | "take">;

/**
 * The body of a reply, whose bytes are to be counted; `undefined` where its text can be taken as it is, and `null` where
 * it is too long.
 *
 * A length that the server declares is enough where it is that of the body itself: a compressed one may be any
 * size, and a page cannot see whether another origin's is compressed. Where the platform's own limit will do, the text
 * is measured when it is there.
 */
export function bodyOf(
  response: Response,
  limit: number,
  operation: number,
  { platform, decoders }: Engine,
): Reading | undefined | null {
  if (limit >= (platform.reads ?? Number.POSITIVE_INFINITY)) return undefined;
  const declared = headerOf(response, "content-length");
  if (declared !== undefined && Number(declared) > limit) return null;
  const sure = declared !== undefined && response.type !== "cors" && !headerOf(response, "content-encoding");
  const body = sure ? undefined : response.body;
  if (typeof body?.getReader !== "function") return undefined;
  return platform.long?.open(operation, body, limit, decoders) ?? new Body(body, limit, decoders);
}
