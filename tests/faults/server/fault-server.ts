// A server of one call: it plays one fault for every request of it, and counts them.
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { type Request, readRequest, reply } from "../../support/raw-http.ts";

/** One request, and the connection to do wrong with. */
export interface Turn {
  socket: Socket;
  request: Request;
  /** Which request of the call it is, from 1. */
  number: number;
  /** The key that came with it. */
  key: string;
  /** The address of another server. */
  elsewhere: string;
  /** Says that the call has come as far as the fault takes it: whoever wants to end it there does so now. */
  arrived(): void;
}

/** What a server does wrong. */
export interface Fault {
  /** Before it has read anything. */
  connected?(socket: Socket): void;
  /** After it has read the request. */
  requested?(turn: Turn): unknown;
  /** Where the client is sent instead. */
  address?: "closed port" | "unknown host";
}

/** The path at which the client waits until the call has come as far as the fault takes it. */
const ARRIVED = "/arrived";

export class FaultServer {
  /** The requests that have arrived, or the connections where the fault reads none. */
  requests = 0;
  /** When each of them did, in milliseconds. */
  readonly times: number[] = [];
  /** What was sent to the server, but for the header that the key belongs in. */
  readonly seen: string[] = [];
  readonly keys = new Set<string>();
  readonly #fault: Fault;
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #arrive = (): void => undefined;
  readonly #arrival = new Promise<void>((resolve) => {
    this.#arrive = resolve;
  });
  readonly #elsewhere: string;

  constructor(fault: Fault, elsewhere: string) {
    this.#fault = fault;
    this.#elsewhere = elsewhere;
    this.#server = createServer({ noDelay: true }, (socket) => {
      socket.on("error", () => undefined);
      this.#open.add(socket);
      socket.on("close", () => this.#open.delete(socket));
      if (fault.connected) {
        this.#count();
        fault.connected(socket);
      } else void this.#serve(socket);
    });
  }

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
    if (this.#fault.address === "closed port") await new Promise((done) => this.#server.close(done));
  }
  #port = 0;

  get url(): string {
    return this.#fault.address === "unknown host"
      ? "https://nowhere.invalid"
      : `http://127.0.0.1:${this.#port}`;
  }

  /** Whether the client has let go of every connection within this time. */
  async released(within: number): Promise<boolean> {
    const until = performance.now() + within;
    while (this.#open.size > 0 && performance.now() < until)
      await new Promise((done) => setTimeout(done, 10));
    return this.#open.size === 0;
  }

  async stop(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    if (this.#server.listening) await new Promise((done) => this.#server.close(done));
  }

  #count(): void {
    this.requests++;
    this.times.push(performance.now());
  }

  async #serve(socket: Socket): Promise<void> {
    const request = await readRequest(socket);
    if (!request) {
      socket.destroy();
      return;
    }
    // From here on the end of the client's side is seen.
    socket.resume();
    if (request.method === "OPTIONS") {
      socket.end(reply(204, {}, ""));
    } else if (request.url === ARRIVED) {
      await this.#arrival;
      socket.end(reply(200, {}, ""));
    } else {
      this.#count();
      const key = request.headers.get("x-api-key") ?? "";
      this.keys.add(key);
      const others = [...request.headers].filter(([name]) => name !== "x-api-key");
      this.seen.push([request.method, request.url, others, request.body].join(" "));
      const arrived = this.#arrive;
      const number = this.requests;
      this.#fault.requested?.({ socket, request, number, key, elsewhere: this.#elsewhere, arrived });
    }
  }
}
