// One trap among calls that are each at another point of their life. Runs in Node and in workerd, from the same file.
import facts from "../../../facts/create-executeflow.json" with { type: "json" };

type Package = typeof import("../../../../npm/index.ts");

/** A trap: at which point of a step, and in which attempt of the call that meets it. */
export interface Scene {
  /** 1: sending. 2: at the reply. 3: at its body. */
  point: 1 | 2 | 3;
  /** The first attempt, the one after a refusal, or the first look for what a lost create has started. */
  attempt: "first" | "second" | "look";
  /** How long the other calls may take: on edge hosts they find out by themselves. In milliseconds. */
  patience: number;
}

/** What became of a call. */
export interface Ended {
  /** `resolved`, or the error's code. */
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
}

type Reply = "answer" | "refuse" | "hold" | "stream" | "lose";

const trap = globalThis as { wexaTrapAt?: number | undefined };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A fetch for one call, that replies in turn as it is told. */
class Network {
  creates = 0;
  fetches = 0;
  /** How many creates are still to come. */
  awaited: number;
  /** The signals of the fetches whose replies have not ended. */
  readonly open = new Set<AbortSignal>();
  readonly #replies: Reply[];
  readonly #patience: number;
  /** Called with the number of each fetch, just before its reply. */
  readonly #before: (fetch: number) => void;
  #started: object = facts.response;

  constructor(replies: Reply[], patience: number, before: (fetch: number) => void = () => undefined) {
    this.#replies = replies;
    this.awaited = replies.length;
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
    const reply = create ? this.#replies.shift() : "answer";
    if (create) this.awaited--;
    if (reply === "hold") await new Promise((_, reject) => signal.addEventListener("abort", reject));
    this.#before(number);
    if (reply === "stream") return new Response(stalling(signal), { status: 201 });
    if (number !== this.keptOpen) this.open.delete(signal);
    if (reply === "lose") throw new TypeError("lost");
    if (reply === "refuse") {
      const ms = String(this.#replies.length > 0 ? 5 : this.#patience);
      return Response.json({}, { status: 429, headers: { "retry-after-ms": ms } });
    }
    return Response.json(String(url).includes("/execution_flows") ? [this.#started] : this.#started);
  };

  /** The fetch whose reply a trap meets before its body has been read. */
  keptOpen = 0;
}

/** A body that begins, and goes on only to fail when it is aborted. */
function stalling(signal: AbortSignal): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"execution_id": '));
      signal.addEventListener("abort", () => controller.error(signal.reason));
    },
  });
}

/** Plays a scene: other calls wait in every way there is, then one call traps, and then the next one works. */
export async function play(wexa: Package, { point, attempt, patience }: Scene): Promise<Told> {
  const timers = countTimers();
  const networks: Record<string, Network> = {};
  const calls: Record<string, Promise<[unknown, unknown]>> = {};
  const begin = (
    name: string,
    network: Network,
    apiKey: () => string | Promise<string> = () => "k",
    onUnknown: "throw" | "reconcile" = "throw",
  ): void => {
    networks[name] = network;
    const call = wexa.create_executeflow(
      // Another goal for each: equal creates wait for one another.
      { ...facts.request, goal: `${name} ${point} ${attempt}` },
      { apiKey, fetch: network.fetch, timeout: patience, maxRetries: 1, logLevel: "off", onUnknown },
    );
    calls[name] = call.then(
      () => ["resolved", null],
      (error: unknown) =>
        error instanceof wexa.WexaError ? [error.code, error.outcome] : [String(error), null],
    );
  };
  await wexa.preload();
  begin("held", new Network(["hold"], patience));
  begin("streaming", new Network(["stream"], patience));
  begin("sleeping", new Network(["refuse"], patience));
  begin("waiting for its key", new Network([], patience), () => new Promise(() => undefined));
  // Where a look is what traps, that call is the one that looks.
  if (attempt !== "look") begin("about to look", new Network(["lose"], patience), undefined, "reconcile");
  while (Object.values(networks).some(({ awaited }) => awaited > 0)) await pause(5);
  await pause(50); // What they have got, they have read.

  const met = attempt === "first" ? 1 : 2;
  const replies: Reply[] =
    attempt === "first" ? ["answer"] : attempt === "second" ? ["refuse", "answer"] : ["lose"];
  const victim = new Network(replies, patience, (fetch) => {
    if (fetch === met && point > 1) trap.wexaTrapAt = point;
  });
  victim.keptOpen = point === 2 ? met : 0;
  let keys = 0;
  const key = (): string => {
    if (++keys === met && point === 1) trap.wexaTrapAt = point;
    return "k";
  };
  begin("trapped", victim, key, attempt === "look" ? "reconcile" : "throw");
  await Promise.race([calls.trapped, calls.held]);
  trap.wexaTrapAt = undefined;
  begin("next", new Network(["answer"], patience));

  const ended: Record<string, Ended> = {};
  for (const [name, call] of Object.entries(calls)) {
    const [code, outcome] = await call;
    const { creates, open } = networks[name] as Network;
    ended[name] = { code, outcome, sent: creates, aborted: [...open].every(({ aborted }) => aborted) };
  }
  const all = (): number => Object.values(networks).reduce((sum, { fetches }) => sum + fetches, 0);
  const before = all();
  await pause(100);
  return { calls: ended, late: all() - before, timers: timers() };
}

/** Counts the timers that are set, neither fire nor are cleared, and keep a program from ending. */
function countTimers(): () => number {
  const { setTimeout, clearTimeout } = globalThis;
  const pending = new Set<unknown>();
  const here = globalThis as { setTimeout: unknown; clearTimeout: unknown };
  here.setTimeout = (run: () => void, ms: number) => {
    const timer = setTimeout(() => {
      pending.delete(timer);
      run();
    }, ms);
    pending.add(timer);
    return timer;
  };
  here.clearTimeout = (timer: never) => {
    pending.delete(timer);
    clearTimeout(timer);
  };
  return () => {
    Object.assign(here, { setTimeout, clearTimeout });
    return [...pending].filter((timer) => (timer as NodeJS.Timeout).hasRef?.() ?? true).length;
  };
}
