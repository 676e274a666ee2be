import { Refusal, tryAgain } from "./refusal.ts";

/** The header in which the client gives each attempt a UUID of its own. A browser's own replay repeats it. */
export const ATTEMPT_HEADER = "x-wexa-attempt";

/** How long an attempt is remembered. Browsers replay within seconds. */
export const REMEMBERED_MS = 300_000;

const MOST = 100_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Where attempts are remembered. In the memory of one isolate or process unless it is given: where there are several,
 * it has to be one place that decides alone, such as a Durable Object. A store that is only in the end consistent
 * (Workers KV) lets a quick replay through.
 */
export interface AttemptStore<Env = unknown> {
  /**
   * Remembers an attempt for at least so many milliseconds, and says whether it was new. Asked twice for one id, even
   * at the same time, it says so once. What it throws leaves the request's outcome unknown: nothing is forwarded.
   */
  claim(id: string, ms: number, env: Env): boolean | Promise<boolean>;
  /** Whether an attempt is remembered. */
  has(id: string, env: Env): boolean | Promise<boolean>;
}

/** Attempts in memory. When it is full it refuses: to forget one early could let its replay through. */
export function memoryStore(most = MOST, now: () => number = Date.now): AttemptStore {
  /** When each is forgotten, the oldest first. */
  const known = new Map<string, number>();
  const has = (id: string): boolean => {
    const at = now();
    for (const [old, until] of known) {
      if (until > at) break;
      known.delete(old);
    }
    return known.has(id);
  };
  return {
    has,
    claim(id, ms) {
      if (has(id)) return false;
      if (known.size >= most) throw tryAgain("the proxy remembers as many attempts as it can", "5");
      known.set(id, now() + ms);
      return true;
    },
  };
}

/** The attempt's id. Throws a `Refusal` where there is none. */
export function attemptOf(request: Request): string {
  const id = request.headers.get(ATTEMPT_HEADER)?.toLowerCase();
  if (id === undefined || !UUID.test(id)) {
    throw new Refusal(
      400,
      "proxy_request",
      `what must not happen twice needs a new UUID for each attempt, in the header ${ATTEMPT_HEADER}`,
    );
  }
  return id;
}

/** Lets an attempt through once. Throws a `Refusal` for its replay. */
export async function claim<Env>(store: AttemptStore<Env>, id: string, env: Env): Promise<void> {
  const isNew = await asked(() => store.claim(id, REMEMBERED_MS, env));
  if (isNew !== true) throw replayed();
}

/**
 * Keeps a refusal from being told of the replay of an attempt that was let through: a page that hears of a refusal
 * takes it that nothing was started, and may send a new attempt.
 */
export async function unlessReplayed<Env>(store: AttemptStore<Env>, id: string, env: Env): Promise<void> {
  const known = await asked(() => store.has(id, env));
  if (known !== false) throw replayed();
}

/** A store that fails could hide a replay: then nothing is known of what became of the attempt, which a 500 says. */
async function asked(ask: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (thrown) {
    if (thrown instanceof Refusal) throw thrown;
    throw new Refusal(500, "proxy_failed", "the proxy cannot find out whether this attempt is new");
  }
}

function replayed(): Refusal {
  // The client takes this code for what it is: a lost reply (src/response/error_body.rs).
  return new Refusal(
    409,
    "proxy_replayed",
    "this attempt has been here before, and is not forwarded again; its reply went to the first copy",
  );
}
