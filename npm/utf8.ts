/**
 * UTF-8 for platforms that have WebAssembly but no TextDecoder, such as Jest's jsdom: the part of TextDecoder and
 * TextEncoder that the module's glue uses.
 */

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

export class Utf8Decoder {
  decode(bytes?: Uint8Array): string {
    let escaped = "";
    for (const byte of bytes ?? []) escaped += `%${byte < 16 ? "0" : ""}${byte.toString(16)}`;
    return decodeURIComponent(escaped);
  }
}

export class Utf8Encoder {
  encode(text: string): Uint8Array {
    const escaped = encodeURIComponent(text.replace(LONE_SURROGATE, "\uFFFD"));
    const bytes: number[] = [];
    for (let at = 0; at < escaped.length; at++) {
      if (escaped[at] === "%") {
        bytes.push(Number.parseInt(escaped.slice(at + 1, at + 3), 16));
        at += 2;
      } else {
        bytes.push(escaped.charCodeAt(at));
      }
    }
    return Uint8Array.from(bytes);
  }

  encodeInto(text: string, into: Uint8Array): { read: number; written: number } {
    const bytes = this.encode(text);
    into.set(bytes);
    return { read: text.length, written: bytes.length };
  }
}
