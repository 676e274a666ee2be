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
  /** Whether the ledger has had it before. */
  noted?: boolean;
}

/**
 * What this page or process has started in one project: so that no execution is taken for that of two creates.
 *
 * Plain data, which the requests of an edge host may share, unlike promises and timers.
 */
export class Ledger {
  /** Those that have not settled, in order of sending, with some that have. */
  #starts: Start[] = [];
  /** How many there may be before those that have settled are taken out. */
  #room = 16;
  /** The executions that have a create, in two generations, of which the older one is forgotten as a whole. */
  #young = new Set<string>();
  #old = new Set<string>();
  /** When the latest of the young ones, of the old ones and of those that are forgotten was noted. */
  #youngAt = Number.NEGATIVE_INFINITY;
  #oldAt = Number.NEGATIVE_INFINITY;
  #forgottenAt = Number.NEGATIVE_INFINITY;
  usedAt = 0;

  /** Notes a request that is on its way. */
  add(start: Start): void {
    if (start.noted || this.#starts.length >= this.#room) {
      this.#starts = this.#starts.filter((old) => old !== start && !old.settled);
      this.#room = 2 * this.#starts.length + 16;
    }
    // Those whose request an edge host has killed never settle, and are dropped with age.
    while (this.#starts[0] && start.at - this.#starts[0].at > WINDOW) this.#starts.shift();
    start.noted = true;
    this.#starts.push(start);
  }

  /** Notes that it is known how a request ended. */
  settle(start: Start): void {
    start.settled = true;
    while (this.#starts.at(-1)?.settled) this.#starts.pop();
  }

  /** The other requests on their way. */
  others(start: Start): Start[] {
    return this.#starts.filter((other) => other !== start && !other.settled);
  }

  /** Notes that an execution has its create: no other may have it. */
  claim(id: string, now: number): void {
    if (this.#young.size >= MOST) {
      this.#forgottenAt = this.#oldAt;
      this.#old = this.#young;
      this.#oldAt = this.#youngAt;
      this.#young = new Set();
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
    return this.#starts.length + this.#young.size + this.#old.size;
  }
}

/** By the address of create, which names the server and the project: the one used last is the last one. */
const ledgers = /* @__PURE__ */ new Map<string, Ledger>();
let last: { url: string; ledger: Ledger } | undefined;

/** The ledger of the server and the project that a create was sent to. */
export function ledgerOf(url: string, now: number): Ledger {
  if (last?.url !== url || now - last.ledger.usedAt > WINDOW) {
    // Those at the front are the first that nobody needs any more.
    for (const [old, { usedAt }] of ledgers) {
      if (now - usedAt <= WINDOW) break;
      ledgers.delete(old);
    }
    last = { url, ledger: ledgers.get(url) ?? new Ledger() };
    ledgers.delete(url);
    ledgers.set(url, last.ledger);
  }
  last.ledger.usedAt = now;
  return last.ledger;
}
