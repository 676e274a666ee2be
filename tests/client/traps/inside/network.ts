// A fetch for one call, that answers in turn as it is told.
import facts from "../../../facts/create-executeflow.json" with { type: "json" };

/**
 * What comes of a request: the execution as it is (`answer`; `running`: not ended), in pieces, a refusal that asks for a
 * pause, a response that never comes, a body that stalls, or a lost connection after the execution has started.
 */
export type Reply = "answer" | "running" | "pieces" | "refuse" | "hold" | "stream" | "lose";

const encoder = new TextEncoder();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface NetworkOptions {
  /** What comes of each create. */
  creates?: Reply[];
  /** What comes of each GET; afterwards, the answer. */
  gets?: Reply[];
  /** The pause that the last refusal asks for, in milliseconds. */
  patience: number;
  /** Called with the number of each fetch, just before its response. */
  before?: (fetch: number) => void;
}

export class Network {
  creates = 0;
  fetches = 0;
  /** How many of the replies it was given are still to come. */
  awaited: number;
  /** The signals of the fetches whose responses have not ended. */
  readonly open = new Set<AbortSignal>();
  /** The fetch whose response a trap meets before its body has been read. */
  keptOpen = 0;
  readonly #creates: Reply[];
  readonly #gets: Reply[];
  readonly #patience: number;
  readonly #before: (fetch: number) => void;
  #started: object = facts.response;

  constructor({ creates = [], gets = [], patience, before = () => undefined }: NetworkOptions) {
    this.#creates = [...creates];
    this.#gets = [...gets];
    this.awaited = creates.length + gets.length;
    this.#patience = patience;
    this.#before = before;
  }

  readonly fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const signal = init?.signal as AbortSignal;
    const create = init?.method === "POST";
    const number = ++this.fetches;
    if (create) {
      this.creates++;
      const asked = JSON.parse(String(init.body));
      const own = { execution_id: crypto.randomUUID(), created_at: Date.now() / 1000 };
      this.#started = { ...facts.response, ...asked, ...own };
    }
    this.open.add(signal);
    await pause(1);
    const replies = create ? this.#creates : this.#gets;
    const reply = replies.shift();
    if (reply) this.awaited--;
    if (reply === "hold" && !signal.aborted) await new Promise((_, reject) => (signal.onabort = reject));
    signal.throwIfAborted();
    this.#before(number);
    if (reply === "stream") return new Response(stall(signal), { status: 201 });
    if (number !== this.keptOpen) this.open.delete(signal);
    if (reply === "lose") throw new TypeError("lost");
    if (reply === "refuse") {
      const ms = String(replies.length > 0 ? 5 : this.#patience);
      return Response.json({}, { status: 429, headers: { "retry-after-ms": ms } });
    }
    if (create) return respond(this.#started, reply === "pieces");
    const execution = { ...this.#started, status: reply === "running" ? "running" : "completed" };
    return respond(String(url).includes("/execution_flows") ? [execution] : execution, false);
  };

  /** Whether every fetch whose body was not read to its end was aborted. */
  get aborted(): boolean {
    return [...this.open].every(({ aborted }) => aborted);
  }
}

function respond(value: unknown, inPieces: boolean): Response {
  const text = JSON.stringify(value);
  if (!inPieces) return new Response(text, { status: 200 });
  const body = new ReadableStream({
    async start(controller) {
      for (let at = 0; at < text.length; at += 400) {
        controller.enqueue(encoder.encode(text.slice(at, at + 400)));
        await pause(1);
      }
      controller.close();
    },
  });
  return new Response(body, { status: 201 });
}

/** A body that begins, and goes on only to fail when it is aborted. */
function stall(signal: AbortSignal): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode('{"execution_id": '));
      signal.addEventListener("abort", () => controller.error(signal.reason));
    },
  });
}
