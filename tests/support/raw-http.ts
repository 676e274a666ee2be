// HTTP written by hand, so that it can be wrong.
import type { Socket } from "node:net";

export interface Request {
  method: string;
  /** The path and query as they were sent. */
  url: string;
  /** By lower-case name. */
  headers: Map<string, string>;
  body: string;
}

/** What a page needs to be allowed to call another origin, and to see of the reply. */
const FOR_PAGES = [
  "Access-Control-Allow-Origin: *",
  "Access-Control-Allow-Headers: x-api-key, content-type",
  "Access-Control-Allow-Methods: GET, POST",
];
const EXPOSED = "Access-Control-Expose-Headers: retry-after, retry-after-ms, x-request-id, date";

/** Reads one request. Gives `undefined` where the client has gone before its end. */
export async function readRequest(socket: Socket): Promise<Request | undefined> {
  let seen = Buffer.alloc(0);
  let request: Request | undefined;
  let from = 0;
  // An iterator would close the connection with the loop that it is in.
  while (true) {
    const more = await next(socket);
    if (!more) return undefined;
    seen = Buffer.concat([seen, more]);
    if (!request) {
      const end = seen.indexOf("\r\n\r\n");
      if (end < 0) continue;
      request = headOf(seen.subarray(0, end).toString("latin1"));
      from = end + 4;
    }
    const length = Number(request.headers.get("content-length") ?? 0);
    if (seen.length - from >= length) {
      request.body = seen.subarray(from, from + length).toString("utf8");
      return request;
    }
  }
}

function next(socket: Socket): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off("data", onData).off("end", onEnd).off("close", onEnd);
      socket.pause();
    };
    const onData = (data: Buffer): void => {
      done();
      resolve(data);
    };
    const onEnd = (): void => {
      done();
      resolve(undefined);
    };
    socket.on("data", onData).on("end", onEnd).on("close", onEnd).resume();
  });
}

function headOf(text: string): Request {
  const [first = "", ...lines] = text.split("\r\n");
  const [method = "", url = ""] = first.split(" ");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { method, url, headers, body: "" };
}

/** A reply's head, as text: its last line is the empty one. */
export function head(status: number, headers: Record<string, string | number> = {}, exposed = true): string {
  const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [
    `HTTP/1.1 ${status} Reason`,
    "Connection: close",
    ...FOR_PAGES,
    ...(exposed ? [EXPOSED] : []),
    ...own,
    "\r\n",
  ].join("\r\n");
}

/** A whole reply. */
export function reply(
  status: number,
  headers: Record<string, string | number>,
  body: string | Uint8Array,
  exposed = true,
): Buffer {
  const bytes = Buffer.from(body as string);
  const length = status === 204 ? {} : { "Content-Length": bytes.length };
  return Buffer.concat([Buffer.from(head(status, { ...length, ...headers }, exposed), "latin1"), bytes]);
}
