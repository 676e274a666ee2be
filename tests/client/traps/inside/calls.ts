// The calls of a scene, and what becomes of them.
import facts from "../../../facts/create-executeflow.json" with { type: "json" };
import type { Network } from "./network.ts";
import { Timers } from "./timers.ts";

export type Package = typeof import("../../../../npm/index.ts");
type Options = Parameters<Package["create_executeflow"]>[1];

/** What became of a call. */
export interface Ended {
  /** `resolved`, `hanging`, or the error's code. */
  code: unknown;
  outcome: unknown;
  /** How many creates were handed to fetch. */
  sent: number;
  /** Whether every fetch whose body was not read to its end was aborted. */
  aborted: boolean;
}

export interface Told {
  calls: Record<string, Ended>;
  /** Fetches after all had ended. */
  late: number;
  /** Timers that are left. */
  timers: number;
  /** What the module has trapped with, as the errors say it. */
  causes: string[];
}

const HANGING_MS = 10_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class Calls {
  readonly timers: Timers = new Timers();
  readonly networks: Record<string, Network> = {};
  readonly settled: Record<string, Promise<[code: unknown, outcome: unknown]>> = {};
  readonly #causes = new Set<string>();
  readonly #wexa: Package;
  readonly #patience: number;

  /** @param patience How long each attempt may take, in milliseconds. */
  constructor(wexa: Package, patience: number) {
    this.#wexa = wexa;
    this.#patience = patience;
  }

  /** The options of a call on its network. */
  options(network: Network, more: Partial<Options> = {}): Options {
    const [apiKey, timeout] = ["k", this.#patience];
    const quiet = { logLevel: "off", dangerouslyAllowBrowser: true } as const;
    return { apiKey, fetch: network.fetch, timeout, maxRetries: 1, ...quiet, ...more };
  }

  /** Begins a call, and notes what becomes of it. */
  begin(name: string, network: Network, call: () => Promise<unknown>): void {
    this.networks[name] = network;
    this.settled[name] = call().then(
      () => ["resolved", null],
      (error: unknown) => {
        if (!(error instanceof this.#wexa.WexaError)) return [String(error), null];
        if (error.code === "wasm_panic") this.#causes.add(String(error.cause));
        return [error.code, error.outcome];
      },
    );
  }

  /** Begins a create, each with another goal: equal ones wait for one another. */
  create(name: string, network: Network, more: Partial<Options> = {}, body: object = {}): void {
    const request = { ...facts.request, goal: `${name} ${crypto.randomUUID()}` };
    // A getter among the fields has to stay one.
    Object.defineProperties(request, Object.getOwnPropertyDescriptors(body));
    this.begin(name, network, () => this.#wexa.create_executeflow(request, this.options(network, more)));
  }

  /** Waits until the calls that have begun have had all replies that they were to have, and have read them. */
  async inPlace(): Promise<void> {
    while (Object.values(this.networks).some(({ awaited }) => awaited > 0)) await pause(1);
    await pause(10);
  }

  /** What became of all, and what is left of them. */
  async end(): Promise<Told> {
    const calls: Record<string, Ended> = {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hanging = new Promise<[string, null]>((resolve) => {
      timer = setTimeout(() => resolve(["hanging", null]), HANGING_MS);
    });
    for (const [name, settled] of Object.entries(this.settled)) {
      const [code, outcome] = await Promise.race([settled, hanging]);
      const { creates, aborted } = this.networks[name] as Network;
      calls[name] = { code, outcome, sent: creates, aborted };
    }
    clearTimeout(timer);
    const before = this.#fetches;
    await pause(30);
    const late = this.#fetches - before;
    return { calls, late, timers: this.timers.stop(), causes: [...this.#causes] };
  }

  get #fetches(): number {
    return Object.values(this.networks).reduce((sum, { fetches }) => sum + fetches, 0);
  }
}
