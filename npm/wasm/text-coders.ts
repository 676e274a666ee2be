/** What the glue uses of TextDecoder and TextEncoder. */
export type TextCoders = [
  decoder: new (label?: string, options?: TextDecoderOptions) => { decode(bytes?: Uint8Array): string },
  encoder: new () => { encodeInto(text: string, bytes: Uint8Array): { read: number; written: number } },
];

/** The platform's own coders, looked up when an instance is made, or what stands in for them where it has none: Jest's jsdom. */
export function textCoders(): TextCoders {
  const { TextDecoder, TextEncoder } = globalThis;
  return TextDecoder && TextEncoder ? [TextDecoder, TextEncoder] : [Decoder, Encoder];
}

/** Decodes what Rust wrote, which is always well-formed. */
class Decoder {
  decode(bytes: Uint8Array = new Uint8Array()): string {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  }
}

/** Encodes text; half a surrogate pair becomes U+FFFD, as in the platform's own. */
class Encoder {
  encode(text: string): Uint8Array {
    const wellFormed = text.replace(/\p{Surrogate}/gu, "\uFFFD");
    const bytes = encodeURIComponent(wellFormed).replace(/%(..)/g, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
  }

  encodeInto(text: string, bytes: Uint8Array): { read: number; written: number } {
    const encoded = this.encode(text);
    bytes.set(encoded);
    return { read: text.length, written: encoded.length };
  }
}
