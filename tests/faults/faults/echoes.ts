// Servers that say the key back, in every place where they can say something.

import { head } from "../../support/raw-http.ts";
import type { Fault } from "../server/fault-server.ts";
import { answer, beginChunks, chunk, documented, execution, LARGEST } from "./ways.ts";

/** Each character as JSON may write it too. */
function escaped(key: string): string {
  return [...key].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

const HTML = { "Content-Type": "text/html" };

export const echoes = {
  "the key in detail": answer(401, ({ key }) => JSON.stringify({ detail: `no such key: ${key}` })),
  "the key in detail, written as \\uXXXX": answer(403, ({ key }) => `{"detail":"${escaped(key)}"}`),
  "the key in x-request-id": answer(500, "{}", ({ key }) => ({ "X-Request-Id": key })),
  "the key deep in JSON, and as a name": answer(409, ({ key }) =>
    JSON.stringify({ error: { sent: { headers: [{ "x-api-key": key }, key], [key]: true } } }),
  ),
  "the key beside 100,000 levels": answer(
    400,
    ({ key }) => `{"key":${JSON.stringify(key)},"deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
  ),
  "the key in a list of fields": answer(422, ({ key }) =>
    JSON.stringify({ detail: [{ loc: ["header", key], msg: `bad: ${key}`, input: key }] }),
  ),
  "the key in HTML": answer(502, ({ key }) => `<pre>x-api-key: ${key}</pre>`, HTML),
  "the key in a success that is not JSON": answer(200, ({ key }) => `x-api-key: ${key}`, HTML),
  "the key in a success without an id": answer(201, ({ key }) => JSON.stringify({ status: key })),
  "the key in the place of a status": answer(201, ({ key }) =>
    JSON.stringify({ ...execution, status: { [key]: key } }),
  ),
  "the key in a field that the documents do not know": answer(201, ({ key }) =>
    JSON.stringify({ ...execution, goal: [key], headers: { "x-api-key": key } }),
  ),
  "the key in Retry-After": answer(429, "{}", ({ key }) => ({ "Retry-After": key })),
  "the key in Location": answer(307, "", ({ key, elsewhere }) => ({
    Location: `${elsewhere}/?key=${encodeURIComponent(key)}`,
  })),
  "the key in the reason of the status": {
    requested: ({ socket, key }) =>
      socket.end(head(500, { "Content-Length": 0 }).replace("500 Reason", `500 ${key}`)),
  },
  "the key instead of HTTP": { requested: ({ socket, key }) => socket.end(`x-api-key: ${key}\r\n\r\n`) },
  "the key in a header without a colon": {
    requested: ({ socket, key }) =>
      socket.end(`HTTP/1.1 201 Created\r\nAccess-Control-Allow-Origin: *\r\nbad ${key}\r\n\r\n`),
  },
  "the key in the place of a chunk's size": {
    requested(turn) {
      beginChunks(turn);
      turn.socket.end(`${turn.key}\r\n${documented}\r\n0\r\n\r\n`);
    },
  },
  "the key in a reply that is larger than allowed": {
    requested(turn) {
      beginChunks(turn);
      turn.socket.end(Buffer.concat([chunk(`${turn.key} `.repeat(LARGEST / 10)), chunk("")]));
    },
  },
} satisfies Record<string, Fault>;
