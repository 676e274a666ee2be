import { expect, test } from "vitest";
import { Utf8Decoder, Utf8Encoder } from "../../../npm/utf8.ts";

/** The same bytes at each run. */
function* bytes(): Generator<number> {
  for (let state = 1; ; state = (state * 48271) % 2147483647) yield state >> 8;
}
const random = bytes();
const below = (limit: number): number => (random.next().value as number) % limit;

const characters = ["a", "\0", "é", "…", "\u{1F980}", "\uFFFD", "\u{10FFFF}", "\uD800", "\uDC00", "퟿"];
const leads = [
  0x00, 0x7f, 0x80, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff, 0x9f, 0xa0, 0x8f, 0x90,
];

test("text is encoded as by the platform's TextEncoder, lone surrogates included", () => {
  for (let time = 0; time < 500; time++) {
    const text = Array.from({ length: below(12) }, () => characters[below(characters.length)]).join("");
    expect(new Utf8Encoder().encode(text)).toEqual(new TextEncoder().encode(text));
    const room = new Uint8Array(64);
    const { written } = new Utf8Encoder().encodeInto(text, room);
    expect(room.subarray(0, written)).toEqual(new TextEncoder().encode(text));
  }
});

test("bytes are decoded as by the platform's TextDecoder, broken ones and in pieces", () => {
  const [atOnce, inPieces] = [new Utf8Decoder(), new Utf8Decoder()];
  for (let time = 0; time < 3000; time++) {
    const whole = Uint8Array.from({ length: below(10) }, () => leads[below(leads.length)] as number);
    const expected = new TextDecoder("utf-8", { ignoreBOM: true }).decode(whole);
    expect(atOnce.decode(whole), whole.join()).toBe(expected);
    const cut = below(whole.length + 1);
    const text = inPieces.decode(whole.subarray(0, cut), { stream: true });
    expect(
      text + inPieces.decode(whole.subarray(cut), { stream: true }) + inPieces.decode(),
      whole.join(),
    ).toBe(expected);
  }
});
