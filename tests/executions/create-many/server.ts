// A server whose every reply the test gives, and a client of it.
import facts from "../../facts/create-executeflow.json" with { type: "json" };
import { AGENTFLOW, type Client, clientWith, type Fetch } from "../../support/turned-clock.ts";

export type Request = Parameters<Client["executions"]["create"]>[0];
export type Results = ReturnType<Client["executions"]["createMany"]>;
export type Result = Results extends AsyncGenerator<infer R> ? R : never;

/** A create on its way. */
export interface Arrived {
  goal: string;
  body: Record<string, unknown>;
  signal: AbortSignal;
  /** Starts it: its `execution_id` is its goal. */
  accept(): void;
  refuse(status: number, headers?: Record<string, string>): void;
  /** Loses the connection. */
  lose(code?: string): void;
}

export class Server {
  /** All that have arrived, in their order. */
  readonly arrived: Arrived[] = [];
  /** Those that have no reply yet. */
  open: Arrived[] = [];
  /** The most that were on their way at once. */
  most = 0;
  /** What to do with each as it arrives. */
  onArrival: (arrived: Arrived) => void = () => undefined;
  readonly client: Client;

  constructor(options: Parameters<typeof clientWith>[1] = {}) {
    this.client = clientWith(this.#fetch, options);
  }

  readonly #fetch: Fetch = (_, init) =>
    new Promise((resolve, reject) => {
      const body = JSON.parse(init?.body as string) as Record<string, unknown>;
      const done = (): void => {
        this.open = this.open.filter((each) => each !== arrived);
      };
      const reply = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
        done();
        resolve(Response.json(body, { status, headers }));
      };
      const arrived: Arrived = {
        goal: body.goal as string,
        body,
        signal: init?.signal as AbortSignal,
        accept: () => reply(201, { ...facts.response, ...body, execution_id: body.goal }),
        refuse: (status, headers) => reply(status, { detail: "no" }, headers),
        lose: (code) => {
          done();
          reject(new TypeError("fetch failed", { cause: { code } }));
        },
      };
      init?.signal?.addEventListener("abort", () => {
        done();
        reject(init.signal?.reason);
      });
      this.arrived.push(arrived);
      this.open.push(arrived);
      this.most = Math.max(this.most, this.open.length);
      this.onArrival(arrived);
    });

  get goals(): string[] {
    return this.arrived.map(({ goal }) => goal);
  }
}

export function requestOf(goal: string | number): Request {
  return { agentflow_id: AGENTFLOW, goal: String(goal) };
}

/** An iterable of so many requests, and what became of it. */
export class Source implements Iterable<Request> {
  readonly length: number;
  asked = 0;
  closed = 0;
  /** What to do before each is given. */
  onAsk: (index: number) => void = () => undefined;

  constructor(length = Number.POSITIVE_INFINITY) {
    this.length = length;
  }

  [Symbol.iterator](): Iterator<Request> {
    return {
      next: () => {
        if (this.asked >= this.length) return { done: true, value: undefined };
        const index = this.asked++;
        this.onAsk(index);
        return { done: false, value: requestOf(index) };
      },
      return: () => {
        this.closed++;
        return { done: true, value: undefined };
      },
    };
  }
}

/** What a loop gives, and the error that it ends with. */
export async function all(results: Results): Promise<{ given: Result[]; thrown: unknown }> {
  const given: Result[] = [];
  try {
    for await (const result of results) given.push(result);
    return { given, thrown: undefined };
  } catch (thrown) {
    return { given, thrown };
  }
}

/** What is told of a result in a test: `0 started`, `1 refused`. */
export function told({ index, execution, error }: Result): string {
  return `${index} ${execution ? "started" : error?.outcome}`;
}

/** Lets everything that can go on go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
