// Requests as bytes: what no well-behaved client would send.
import { connect } from "node:net";

export interface Raw {
  method?: string;
  /** As it is written in the first line. */
  target: string;
  /** Added to the usual ones; `null` takes one away. */
  headers?: Record<string, string | null>;
  body?: string | Buffer;
  /** Sends the body in chunks of so many bytes instead of with its length. */
  chunked?: number;
}

export interface RawReply {
  /** 0 where the server hung up without an answer. */
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** All of it, as it came. */
  text: string;
}

/** Sends a request and gives all that comes back. */
export function send(port: number, usual: Record<string, string>, raw: Raw): Promise<RawReply> {
  const { method = "GET", target, headers = {}, body = "", chunked } = raw;
  const bytes = Buffer.from(body);
  const all: Record<string, string | null> = {
    host: `127.0.0.1:${port}`,
    ...usual,
    ...headers,
    connection: "close",
  };
  if (headers.connection) all.connection = headers.connection;
  if (chunked) all["transfer-encoding"] = "chunked";
  else if (bytes.length > 0 && !("content-length" in all)) all["content-length"] = String(bytes.length);
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const finish = (): void => {
      socket.destroy();
      resolve(read(text));
    };
    socket.setEncoding("latin1").setTimeout(15_000, () => socket.destroy(new Error(`no end of: ${text}`)));
    socket.on("data", (part) => {
      text += part;
      if (isWhole(text)) finish();
    });
    // A server may close before it has read all of a body that is too large.
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (text === "" && !["ECONNRESET", "EPIPE"].includes(error.code ?? "")) reject(error);
      else finish();
    });
    socket.on("close", finish);
    socket.write(`${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    if (!chunked) socket.write(bytes);
    else {
      for (let at = 0; at < bytes.length; at += chunked) {
        const part = bytes.subarray(at, at + chunked);
        socket.write(`${part.length.toString(16)}\r\n`);
        socket.write(part);
        socket.write("\r\n");
      }
      socket.write("0\r\n\r\n");
    }
  });
}

/** By its length: a server may leave the connection open. */
function isWhole(text: string): boolean {
  const { headers, body } = read(text);
  const length = headers["content-length"];
  return text.includes("\r\n\r\n") && length !== undefined && body.length >= Number(length);
}

function read(text: string): RawReply {
  const [head = "", body = ""] = cut(text, "\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => cut(line, ":")).map(([name = "", value = ""]) => [name.toLowerCase(), value.trim()]),
  );
  return { status: Number(first.split(" ")[1] ?? 0), headers, body: unchunked(headers, body), text };
}

function cut(text: string, at: string): string[] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + at.length)];
}

function unchunked(headers: Record<string, string>, body: string): string {
  if (headers["transfer-encoding"] !== "chunked") return body;
  let [left, whole] = [body, ""];
  for (;;) {
    const [size = "", rest = ""] = cut(left, "\r\n");
    const length = Number.parseInt(size, 16);
    if (!(length > 0)) return whole;
    whole += rest.slice(0, length);
    left = rest.slice(length + 2);
  }
}
