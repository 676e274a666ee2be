// How faults are played: whole replies, and parts of them.
import { setTimeout as sleep } from "node:timers/promises";
import facts from "../../facts/create-executeflow.json" with { type: "json" };
import { head, reply } from "../../support/raw-http.ts";
import type { Fault, Turn } from "../server/fault-server.ts";

export const JSON_TYPE = { "Content-Type": "application/json" };

/** The documented reply. */
export const execution = facts.response;
export const documented: string = JSON.stringify(execution);

/** The largest reply that the calls here allow. */
export const LARGEST = 1_000_000;

/** The documented reply with a field that makes it larger than is allowed. */
export const large: string = JSON.stringify({ ...execution, more: "m".repeat(2 * LARGEST) });

type Headers = Record<string, string | number>;
type Said = string | Uint8Array;

/** A whole reply. Text is JSON unless its headers say otherwise. */
export function answer(
  status: number,
  body: Said | ((turn: Turn) => Said),
  headers: Headers | ((turn: Turn) => Headers) = {},
): Fault {
  return {
    requested(turn) {
      const said = typeof body === "function" ? body(turn) : body;
      const own = typeof headers === "function" ? headers(turn) : headers;
      turn.socket.end(reply(status, { ...JSON_TYPE, ...own }, said));
    },
  };
}

/** A whole reply with this value as JSON. */
export function json(status: number, body: unknown, headers: Headers = {}): Fault {
  return answer(status, JSON.stringify(body), headers);
}

export const good: Fault = answer(201, documented);

/** One fault for the first request, another one for those that follow. */
export function first(fault: Fault, then: Fault): Fault {
  return { requested: (turn) => (turn.number === 1 ? fault : then).requested?.(turn) };
}

/** The head of a success, as if all of `body` followed. */
export function begin({ socket }: Turn, body: Said = documented, headers: Headers = {}): void {
  socket.write(head(201, { ...JSON_TYPE, "Content-Length": Buffer.byteLength(body), ...headers }));
}

/** The head of a success in chunks. */
export function beginChunks({ socket }: Turn, headers: Headers = {}): void {
  socket.write(head(201, { ...JSON_TYPE, "Transfer-Encoding": "chunked", ...headers }));
}

export function chunk(body: Said): Buffer {
  const bytes = Buffer.from(body as string);
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
}

/** Sends the last `count` bytes of the documented reply one by one. */
export async function trickle(turn: Turn, count: number, pause: number): Promise<void> {
  const bytes = Buffer.from(documented);
  begin(turn);
  turn.socket.write(bytes.subarray(0, -count));
  for (const byte of bytes.subarray(-count)) {
    await sleep(pause);
    if (!turn.socket.writable) return;
    turn.socket.write(Uint8Array.of(byte));
  }
  turn.socket.end();
}

/** Lets what was written so far leave, which a reset would throw away. */
export async function delivered(): Promise<void> {
  await sleep(50);
}
