// What servers answer, and what goes wrong with it.
import type { ServerResponse } from "node:http";
import facts from "../facts/create-executeflow.json" with { type: "json" };
import type { Answer } from "./server.ts";

/** The documented request and reply of create. */
export const documented = facts;

type Headers = Record<string, string>;

export function text(status: number, body: string, headers: Headers = {}): Answer {
  return (reply) => reply.writeHead(status, headers).end(body);
}

export function json(status: number, body: unknown, headers: Headers = {}): Answer {
  return text(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

/** A reply that comes in pieces, none of which need end where a character does. */
export function inPieces(body: unknown, headers: Headers = {}): Answer {
  const bytes = Buffer.from(JSON.stringify(body));
  return (reply) => {
    reply.writeHead(200, { "content-type": "application/json", ...headers });
    for (let at = 0; at < bytes.length; at += 50_001) reply.write(bytes.subarray(at, at + 50_001));
    reply.end();
  };
}

/** The documented reply. */
export const created: Answer = json(201, documented.response);

/** The documented reply, changed: `undefined` takes a field away. */
export function createdBut(changes: Record<string, unknown>): Answer {
  return json(201, { ...documented.response, ...changes });
}

/** Takes the request and never answers. */
export const silent: Answer = () => undefined;

/** Begins a reply whose body stops half-way, for ever. */
export const halting: Answer = (reply) => {
  begin(reply);
};

/** Loses the connection instead of answering. */
export const hangUp: Answer = (reply) => reply.destroy();

/** Loses the connection in the middle of the reply's body. */
export const cutOff: Answer = (reply) => begin(reply, () => reply.destroy());

function begin(reply: ServerResponse, then?: () => void): void {
  const body = JSON.stringify(documented.response);
  reply.writeHead(201, {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
  });
  reply.write(body.slice(0, 100), then);
}

/** The ways in which a server keeps a client waiting. */
export const stalling: [string, Answer][] = [
  ["never answers", silent],
  ["begins its reply and stops", halting],
];
