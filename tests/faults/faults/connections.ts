// What goes wrong with connections, before a whole head is there and while the body streams.

import { head } from "../../support/raw-http.ts";
import type { Fault } from "../server/fault-server.ts";
import { begin, beginChunks, chunk, delivered, documented, JSON_TYPE, trickle } from "./ways.ts";

const half = documented.slice(0, documented.length / 2);

export const connections = {
  "closed port": { address: "closed port" },
  "unknown host": { address: "unknown host" },
  "reset before the request is read": { connected: (socket) => socket.resetAndDestroy() },
  "reset after the request is read": { requested: ({ socket }) => socket.resetAndDestroy() },
  "closed without a reply": { requested: ({ socket }) => socket.end() },
  "closed in the middle of the head": {
    requested: ({ socket }) => socket.end("HTTP/1.1 201 Created\r\nAccess-Control-Allow-Origin: *\r\nConte"),
  },
  "no reply, ever": { requested: () => undefined },
  "a head, and then nothing": { requested: (turn) => begin(turn) },
  "half a body, and then nothing": {
    requested(turn) {
      begin(turn);
      turn.socket.write(half);
    },
  },
  "a byte every 50 ms, in time": { requested: (turn) => trickle(turn, 5, 50) },
  "a byte every 50 ms, too many": { requested: (turn) => trickle(turn, 200, 50) },
  "reset in the middle of the body": {
    async requested(turn) {
      begin(turn);
      turn.socket.write(half);
      await delivered();
      turn.socket.resetAndDestroy();
    },
  },
  "closed before as many bytes as declared": {
    requested(turn) {
      begin(turn);
      turn.socket.end(half);
    },
  },
  "closed where no length is declared": {
    requested: ({ socket }) => socket.end(`${head(201, JSON_TYPE)}${half}`),
  },
  "reset in the middle of a chunk": {
    async requested(turn) {
      beginChunks(turn);
      turn.socket.write(chunk(documented).subarray(0, 100));
      await delivered();
      turn.socket.resetAndDestroy();
    },
  },
  "closed without the last chunk": {
    requested(turn) {
      beginChunks(turn);
      turn.socket.end(chunk(documented));
    },
  },
  "a chunk whose size is no number": {
    requested(turn) {
      beginChunks(turn);
      turn.socket.end(`size\r\n${documented}\r\n0\r\n\r\n`);
    },
  },
  "something that is not HTTP": { requested: ({ socket }) => socket.end("\x16\x03\x01 no HTTP\r\n\r\n") },
  "two lengths that differ": {
    requested: (turn) => {
      begin(turn, documented, { "content-length": 5 });
      turn.socket.end(documented);
    },
  },
} satisfies Record<string, Fault>;
