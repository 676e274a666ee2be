import { type Decoders, MORE, type Reading } from "./exchange.ts";

/** How a page reads bodies that are long. */
export interface LongBodies {
  /** Notes how long a reply was, for the operation's next. Short bodies are not read faster so. */
  note(operation: number, length: number): void;
  /** Opens a body that may be long, where it can be read so; as text, but not more than `limit` bytes of it. */
  open(
    operation: number,
    body: ReadableStream<Uint8Array>,
    limit: number,
    decoders: Decoders,
  ): Reading | undefined;
}

/** How many bytes are read at once. */
const SIZE = 2 ** 16;

/**
 * Reads them into one buffer, again and again. Pieces would have memory of their own each, and may be as large as the
 * whole body: to get that costs as much as to decode what is in it. It is no variant of `Body`, which keeps a piece until it
 * knows whether that is all; here the next read overwrites it.
 */
export function longBodies(): LongBodies {
  // None while a body is read into it, or after one that was given up: streams keep what they were to fill.
  let spare: ArrayBuffer | undefined;
  const operations = new Set<number>();
  return {
    note(operation, length) {
      if (length > SIZE) operations.add(operation);
    },
    open(operation, body, limit, decoders) {
      if (!operations.has(operation)) return undefined;
      let reader: ReadableStreamBYOBReader;
      try {
        reader = body.getReader({ mode: "byob" });
      } catch {
        // Not every stream can.
        return undefined;
      }
      let buffer = spare ?? new ArrayBuffer(SIZE);
      spare = undefined;
      let left = limit;
      let text = "";
      const decoder = decoders.streaming();
      return {
        read: () => reader.read(new Uint8Array(buffer)),
        take({ done, value }) {
          // A stream takes the buffer over, and gives it back as another one. What only looks like a stream may leave it.
          if (value && !buffer.byteLength) buffer = value.buffer as ArrayBuffer;
          if (done) {
            if (buffer.byteLength) spare = buffer;
            return text + decoder.decode();
          }
          left -= value.byteLength;
          if (left < 0) {
            reader.cancel().catch(() => undefined);
            return undefined;
          }
          text += decoder.decode(value, { stream: true });
          return MORE;
        },
      };
    },
  };
}
