// An API on loopback that loses, spoils and refuses creates, and knows what it has really started.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setImmediate as immediate, setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import { drawn, FAULTY_LISTS, type Fault, faultOf, TIMEOUT } from "./faults.ts";

type EmulatorPackage = typeof import("../../../npm/emulator/index.ts");

const { createEmulator }: EmulatorPackage = createRequire(join(inject("packed"), "package.json"))(
  "wexa-executeflow/emulator",
);

/** What the server knows of one create, by its nonce. */
export interface Started {
  /** The executions that were started with it. */
  ids: string[];
  requests: number;
  /** Whether some client was given one of them. */
  answered: boolean;
}

const CREATE = "/execute_flow";

/** The emulator behind HTTP that goes wrong. */
export class CreateServer {
  readonly started = new Map<string, Started>();
  readonly apiKey: string;
  readonly #emulator = createEmulator({ maxExecutions: 1_000_000 });
  readonly #seed: number;
  /** What is being answered, and what will be committed late. */
  readonly #busy = new Set<Promise<void>>();
  #lists = 0;
  url = "";
  // Connections are kept and used again, as between real clients and servers.
  readonly #http = createServer({ keepAliveTimeout: 120_000 }, (request, reply) => {
    // A client that has gone is what many of the faults come to.
    reply.on("error", () => undefined);
    this.#note(this.#answer(request, reply));
  });

  constructor(seed: number) {
    this.#seed = seed;
    this.apiKey = this.#emulator.apiKey;
  }

  async start(): Promise<void> {
    this.#http.listen(0, "127.0.0.1", 4096);
    await once(this.#http, "listening");
    this.url = `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Waits until every request has been dealt with, also those whose client has gone. */
  async idle(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy);
  }

  #note(work: Promise<void>): void {
    this.#busy.add(work);
    work.then(
      () => this.#busy.delete(work),
      // Whoever waits for it sees it.
      () => undefined,
    );
  }

  /** Whether there is an execution of this id, by the emulator itself and not by the ledger here. */
  async exists(id: string): Promise<boolean> {
    // The emulator answers without waiting for anything: the servers of other runs want their turns.
    await immediate();
    const headers = { "x-api-key": this.apiKey };
    return (await this.#emulator.fetch(`${this.url}${CREATE}/${id}`, { headers })).ok;
  }

  async stop(): Promise<void> {
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, "close");
  }

  async #answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    // Who has gone in the middle of a request has asked for nothing.
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    if (request.method === "POST") {
      await this.#create(request, body, reply);
    } else if (drawn(this.#seed, "list", this.#lists++) * 100 < FAULTY_LISTS) {
      if (this.#lists % 2) request.socket.resetAndDestroy();
      else reply.writeHead(503).end();
    } else await send(reply, await this.#ask(request, body));
  }

  async #create(request: IncomingMessage, body: string, reply: ServerResponse): Promise<void> {
    const { nonce } = JSON.parse(body).input_variables as { nonce: string };
    const started = this.started.get(nonce) ?? { ids: [], requests: 0, answered: false };
    this.started.set(nonce, started);
    started.requests++;
    const fault: Fault = faultOf(this.#seed, nonce, started.requests);
    const commit = async (): Promise<string> => {
      const answer = await this.#ask(request, body);
      const execution = await answer.text();
      if (answer.status !== 201) throw new Error(`the emulator answered ${answer.status}: ${execution}`);
      started.ids.push(JSON.parse(execution).execution_id);
      return execution;
    };
    if (fault.commit === "late") this.#note(sleep(TIMEOUT + 400).then(async () => void (await commit())));
    const execution = fault.commit === "yes" ? await commit() : "";
    if (fault.reply === "reset") request.socket.resetAndDestroy();
    else if (fault.reply === "half" || fault.reply === "whole") {
      const whole = Buffer.from(execution);
      reply.writeHead(201, { "content-type": "application/json", "content-length": whole.length });
      started.answered ||= fault.reply === "whole";
      if (fault.reply === "whole") reply.end(whole);
      else {
        reply.write(whole.subarray(0, whole.length >> 1));
        // What is reset before it was sent would look like no reply at all.
        await sleep(20);
        request.socket.resetAndDestroy();
      }
    } else if (fault.reply !== "nothing") {
      const type = fault.html ? "text/html" : "application/json";
      reply.writeHead(fault.reply, { "content-type": type, ...fault.headers });
      reply.end(fault.html ? "<h1>Not what you expected</h1>" : '{"detail":"not now"}');
    }
  }

  #ask({ method = "", url = "", headers }: IncomingMessage, body: string): Promise<Response> {
    return this.#emulator.handle(
      new Request(`${this.url}${url}`, {
        method,
        headers: headers as Record<string, string>,
        ...(method === "POST" ? { body } : {}),
      }),
    );
  }
}

async function send(reply: ServerResponse, answer: Response): Promise<void> {
  reply.writeHead(answer.status, Object.fromEntries(answer.headers));
  reply.end(Buffer.from(await answer.arrayBuffer()));
}
