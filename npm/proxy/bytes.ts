import { Body, MORE } from "../exchange.ts";

/** Reads a body as UTF-8 text, but not more than `limit` bytes of it: then `undefined`. Throws where it is no UTF-8. */
export async function readText(
  from: { readonly body: ReadableStream<Uint8Array> | null; readonly headers: Headers },
  limit: number,
): Promise<string | undefined> {
  const declared = Number(from.headers.get("content-length") ?? 0);
  if (declared > limit) {
    await from.body?.cancel().catch(() => undefined);
    return undefined;
  }
  if (from.body === null) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const body = new Body(from.body, limit, { whole: decoder, streaming: () => decoder });
  for (;;) {
    const text = body.take(await body.read());
    if (text !== MORE) return text;
  }
}
