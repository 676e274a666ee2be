// A server on this machine that notes what arrives, byte for byte, and answers as a test says.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";

/** A request as it arrived. */
export interface Received {
  method: string;
  /** The path and query as they were sent. */
  url: string;
  /** Names and values as they were sent, in their order. */
  headers: [name: string, value: string][];
  /** The body, once it is there. */
  body: string;
  /** Whether the client has closed the connection before the reply was finished. */
  dropped: boolean;
}

/** Answers a request, or leaves it unanswered. */
export type Answer = (reply: ServerResponse, request: Received) => void;

export interface Listening {
  /** Its address, without a slash at the end. */
  url: string;
  /** Everything that has arrived. */
  requests: Received[];
  /** The next answers are these; the last one stays. */
  answers(...answers: Answer[]): void;
}

/** Serves the answers in turn, the last one for ever, until the test is finished. */
export async function serve(...answers: Answer[]): Promise<Listening> {
  let left = answers;
  const requests: Received[] = [];
  const server = createServer(async (incoming, reply) => {
    const request = received(incoming);
    requests.push(request);
    reply.on("close", () => {
      request.dropped = !reply.writableFinished;
    });
    incoming.setEncoding("utf8");
    try {
      for await (const text of incoming) request.body += text;
    } catch {
      return; // The client has gone.
    }
    const answer = left.length > 1 ? left.shift() : left[0];
    answer?.(reply, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answers: (...answers) => {
      left = answers;
    },
  };
}

function received(incoming: IncomingMessage): Received {
  const headers: [string, string][] = [];
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.push([incoming.rawHeaders[at] as string, incoming.rawHeaders[at + 1] as string]);
  }
  const { method = "", url = "" } = incoming;
  return { method, url, headers, body: "", dropped: false };
}

/** The address of a server that has gone. */
export async function nobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** A header of a request, whatever its case; `undefined` if it was not sent. */
export function header(request: Received | undefined, name: string): string | undefined {
  return request?.headers.find(([sent]) => sent.toLowerCase() === name)?.[1];
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { interval: 5, timeout: 2000 }).toBe(true);
}

/** Waits until the client has closed the connection of every request. */
export function untilDropped({ requests }: Listening): Promise<void> {
  return until(() => requests.every(({ dropped }) => dropped));
}
