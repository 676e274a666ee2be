/**
 * How long a start can matter to another one, in milliseconds: the clocks may be five minutes apart in either
 * direction, and looking takes a while.
 */
const WINDOW = 11 * 60_000;
/** How many executions of one project are remembered, in each of two generations. */
const MOST = 5000;

/** A create that was sent. */
export interface Start {
  /** The address it was sent to, with the project in its query. */
  url: string;
  /** The body as it was sent. */
  text: string;
  /** When it was sent last. All that was sent before has certainly been refused. */
  at: number;
  /** Whether it is known how its request ended. */
  settled: boolean;
}

/**
 * What this page or process has started in one project: so that no execution is taken for that of two creates.
 *
 * Plain data, which the requests of an edge host may share, unlike promises and timers.
 */
export class Ledger {
  readonly #starts = new Set<Start>();
  /** The executions that have a create, in two generations, of which the older one is forgotten as a whole. */
  #young = new Set<string>();
  #old = new Set<string>();
  #youngSince = 0;
  /** When the latest of the young ones, of the old ones and of those that are forgotten was noted. */
  #youngAt = Number.NEGATIVE_INFINITY;
  #oldAt = Number.NEGATIVE_INFINITY;
  #forgottenAt = Number.NEGATIVE_INFINITY;
  usedAt = 0;

  /** Notes a request that is on its way. */
  add(start: Start): void {
    // In order of sending. Those whose request an edge host has killed never settle, and are dropped with age.
    this.#starts.delete(start);
    for (const old of this.#starts) {
      if (start.at - old.at <= WINDOW) break;
      this.#starts.delete(old);
    }
    this.#starts.add(start);
  }

  /** Notes that it is known how a request ended. */
  settle(start: Start): void {
    start.settled = true;
    this.#starts.delete(start);
  }

  /** The other requests on their way. */
  others(start: Start): Start[] {
    return [...this.#starts].filter((other) => other !== start);
  }

  /** Notes that an execution has its create: no other may have it. */
  claim(id: string, now: number): void {
    if (this.#young.size >= MOST || now - this.#youngSince > WINDOW) {
      this.#forgottenAt = this.#oldAt;
      this.#old = this.#young;
      this.#oldAt = this.#youngAt;
      this.#young = new Set();
      this.#youngSince = now;
    }
    this.#young.add(id);
    this.#youngAt = now;
  }

  claimed(id: unknown): boolean {
    return this.#young.has(id as string) || this.#old.has(id as string);
  }

  /** Whether every claim that can matter is remembered. */
  whole(now: number): boolean {
    return now - this.#forgottenAt > WINDOW;
  }

  /** How much is remembered. */
  get size(): number {
    return this.#starts.size + this.#young.size + this.#old.size;
  }
}

/** By the address of create, which names the server and the project. */
const ledgers = /* @__PURE__ */ new Map<string, Ledger>();

/** The ledger of the server and the project that a create was sent to. */
export function ledgerOf(url: string, now: number): Ledger {
  const ledger = ledgers.get(url) ?? new Ledger();
  ledger.usedAt = now;
  // The one used last is the last one: those at the front are the first that nobody needs any more.
  ledgers.delete(url);
  ledgers.set(url, ledger);
  for (const [old, { usedAt }] of ledgers) {
    if (now - usedAt <= WINDOW) break;
    ledgers.delete(old);
  }
  return ledger;
}
