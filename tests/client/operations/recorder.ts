import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request, as it arrived. */
export interface Arrived {
  method: string;
  /** The path as it is on the wire. */
  path: string;
  /** The query as it is on the wire, without its question mark; empty for none. */
  query: string;
  headers: IncomingHttpHeaders;
  /** The body's text; empty for none. */
  text: string;
}

/** Answers a request. `count` tells how many have arrived, this one included. */
export type Answer = (response: ServerResponse, request: Arrived, count: number) => void;

/** A server that keeps what arrives. */
export interface Recorder {
  baseUrl: string;
  arrived: Arrived[];
  /** Forgets what arrived, and answers in this way from now on. */
  answer(with_: Answer): void;
  stop(): Promise<void>;
}

export async function record(): Promise<Recorder> {
  const arrived: Arrived[] = [];
  let answer: Answer = (response) => response.destroy();
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const [path = "", ...query] = (request.url ?? "").split("?");
      const { method = "", headers } = request;
      const one = { method, path, query: query.join("?"), headers, text: Buffer.concat(chunks).toString() };
      arrived.push(one);
      answer(response, one, arrived.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    answer(with_) {
      arrived.length = 0;
      answer = with_;
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Answers with JSON. */
export function json(value: unknown, status = 200): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };
}

/** Takes the request, and is gone. */
export const lost: Answer = (response) => {
  response.socket?.destroy();
};
