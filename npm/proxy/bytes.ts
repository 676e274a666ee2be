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
  const reader = from.body.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > limit) {
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
