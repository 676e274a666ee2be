import type { Execution } from "../generated/types.ts";

/**
 * How long a create can matter to another one, in milliseconds: the clocks may be five minutes apart in either direction,
 * and searching takes a while.
 */
const WINDOW_MS = 11 * 60_000;
/** How many executions of one project are remembered, in each of two generations. */
const MAX_CLAIMS = 5000;

/** A create that was sent. */
export interface SentCreate {
  /** The address it was sent to, with the project in its query. */
  url: string;
  /** The body as it was sent. */
  text: string;
  /** When it was sent last. All that was sent before has certainly been refused. */
  at: number;
  /** Whether it is known how its request ended. */
  settled: boolean;
  /** Whether the registry has had it before. */
  noted?: boolean;
}

/** The search for what a lost create has started, as far as instances of the module have come with it. */
export interface LostSearch {
  readonly sent: SentCreate;
  readonly registry: CreateRegistry;
  /** When the create was lost. */
  readonly lostAt: number;
  /** When the call's time is over. */
  readonly deadline: number;
  /** How many searches are over. */
  searches: number;
  /** The execution that has been found, and claimed. */
  executionId?: string;
}

/** What a search came to. */
export interface SearchResult {
  found?: Execution;
  /** The response that the found execution came in. */
  response?: Response;
  candidates: Execution[];
  /** How many searches failed. */
  failures: number;
}

/**
 * What this page or process has started in one project: so that no execution is taken for that of two creates.
 *
 * It is plain data, which the requests of an edge host may share, unlike promises and timers; and it outlives an instance of
 * the module that has trapped.
 */
export class CreateRegistry {
  /** Those that have not settled, in order of sending, with some that have. */
  #creates: SentCreate[] = [];
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
  add(create: SentCreate): void {
    if (create.noted || this.#creates.length >= this.#room) {
      this.#creates = this.#creates.filter((old) => old !== create && !old.settled);
      this.#room = 2 * this.#creates.length + 16;
    }
    // Those whose request an edge host has killed never settle, and are dropped with age.
    while (this.#creates[0] && create.at - this.#creates[0].at > WINDOW_MS) this.#creates.shift();
    create.noted = true;
    this.#creates.push(create);
  }

  /** Notes that it is known how a request ended. */
  settle(create: SentCreate): void {
    create.settled = true;
    while (this.#creates.at(-1)?.settled) this.#creates.pop();
  }

  /** The other requests on their way. */
  others(create: SentCreate): SentCreate[] {
    return this.#creates.filter((other) => other !== create && !other.settled);
  }

  /** Notes that an execution has its create: no other may have it. */
  claim(executionId: string, now: number = Date.now()): void {
    if (this.#young.size >= MAX_CLAIMS) {
      this.#forgottenAt = this.#oldAt;
      this.#old = this.#young;
      this.#oldAt = this.#youngAt;
      this.#young = new Set();
    }
    this.#young.add(executionId);
    this.#youngAt = now;
  }

  isClaimed(executionId: string): boolean {
    return this.#young.has(executionId) || this.#old.has(executionId);
  }

  /** Whether every claim that can matter is remembered. */
  isComplete(now: number = Date.now()): boolean {
    return now - this.#forgottenAt > WINDOW_MS;
  }

  /** How much is remembered. */
  get size(): number {
    return this.#creates.length + this.#young.size + this.#old.size;
  }
}

/** By the address of create, which names the server and the project: the one used last is the last one. */
const registries = /* @__PURE__ */ new Map<string, CreateRegistry>();
let last: { url: string; registry: CreateRegistry } | undefined;

/** The registry of the server and the project that a create was sent to. */
export function getRegistry(url: string, now: number): CreateRegistry {
  if (last?.url !== url || now - last.registry.usedAt > WINDOW_MS) {
    // Those at the front are the first that nobody needs any more.
    for (const [old, { usedAt }] of registries) {
      if (now - usedAt <= WINDOW_MS) break;
      registries.delete(old);
    }
    last = { url, registry: registries.get(url) ?? new CreateRegistry() };
    registries.delete(url);
    registries.set(url, last.registry);
  }
  last.registry.usedAt = now;
  return last.registry;
}
