/**
 * UTF-8 for platforms that have WebAssembly but no TextDecoder, such as Jest's jsdom: the part of TextDecoder and
 * TextEncoder that the module's glue uses.
 */

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

export class Utf8Decoder {
  /** The character that has begun: its bits so far, how many bytes are to come, and what the next one may be. */
  #code = 0;
  #left = 0;
  #lowest = 0x80;
  #highest = 0xbf;

  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string {
    let text = "";
    for (const byte of bytes ?? []) text += this.#take(byte);
    if (options?.stream || this.#left === 0) return text;
    this.#forget();
    return `${text}\uFFFD`;
  }

  #forget(): void {
    this.#left = 0;
    this.#lowest = 0x80;
    this.#highest = 0xbf;
  }

  #take(byte: number): string {
    if (this.#left > 0) {
      if (byte < this.#lowest || byte > this.#highest) {
        this.#forget();
        return `\uFFFD${this.#take(byte)}`;
      }
      this.#lowest = 0x80;
      this.#highest = 0xbf;
      this.#code = (this.#code << 6) | (byte & 0x3f);
      this.#left--;
      return this.#left > 0 ? "" : String.fromCodePoint(this.#code);
    }
    if (byte < 0x80) return String.fromCharCode(byte);
    if (byte < 0xc2 || byte > 0xf4) return "\uFFFD";
    this.#left = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    this.#code = byte & (0x3f >> this.#left);
    // What could be written shorter, surrogates, and what is beyond the last character are none.
    if (byte === 0xe0) this.#lowest = 0xa0;
    if (byte === 0xf0) this.#lowest = 0x90;
    if (byte === 0xed) this.#highest = 0x9f;
    if (byte === 0xf4) this.#highest = 0x8f;
    return "";
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
