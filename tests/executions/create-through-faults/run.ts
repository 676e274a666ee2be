// Makes the creates of one way on one platform, and sets what the clients were told beside what the server knows.
import type { Platform } from "../../support/platforms/platform.ts";
import { TIMEOUT } from "./faults.ts";
import type { Batch, End, Way } from "./inside/batch.ts";
import { CreateServer, type Started } from "./server.ts";

export const CREATES = 10_000;
const SEED = 20_261_124;

/** How many creates wait for their first reply at once: more than a server can answer would be a fault of its own. */
const AT_ONCE = 40;

/** A create: what its caller was told, and what the server knows. */
export interface Create extends End, Started {}

export interface Run {
  asked: number;
  creates: Create[];
  /** Ids that callers were given, of which the server knows nothing. */
  invented: string[];
}

/** @param questions To the platform, at the same time: an edge worker answers many requests. */
export async function runCreates(
  platform: Platform<Batch, End[]>,
  way: Way,
  questions: number,
  asked = CREATES,
): Promise<Run> {
  const server = new CreateServer(SEED);
  await server.start();
  try {
    const { url: baseUrl, apiKey } = server;
    const size = Math.ceil(asked / questions);
    const atOnce = Math.ceil(AT_ONCE / questions);
    const answers = Array.from({ length: questions }, (_, place) => {
      const [from, to] = [place * size, Math.min((place + 1) * size, asked)];
      return platform.run({ way, baseUrl, apiKey, timeout: TIMEOUT, from, to, atOnce });
    });
    const ends = (await Promise.all(answers)).flat();
    await server.idle();
    const invented: string[] = [];
    for (const { id } of ends) if (id !== undefined && !(await server.exists(id))) invented.push(id);
    const nothing: Started = { ids: [], requests: 0, answered: false };
    return {
      asked,
      creates: ends.map((end) => ({ ...end, ...(server.started.get(end.nonce) ?? nothing) })),
      invented,
    };
  } finally {
    await server.stop();
  }
}

/** What the documents tell of a run. */
export interface Figures {
  resolved: number;
  /** Executions that were started. */
  started: number;
  /** Creates that started more than one. */
  twice: number;
  /** Rejected as `refused` or `not_sent`. */
  refused: number;
  /** Of those, started all the same. */
  refusedButStarted: number;
  /** Rejected as `unknown`, and started or not. */
  unknownStarted: number;
  unknownNotStarted: number;
  /** Resolved although the reply that would have said so was lost. */
  found: number;
  /** Told only that it failed, and started. */
  failedButStarted: number;
  failedNotStarted: number;
}

export function figuresOf({ creates }: Run): Figures {
  const count = (is: (create: Create) => boolean): number => creates.filter(is).length;
  const started = ({ ids }: Create): boolean => ids.length > 0;
  const refused = ({ outcome }: Create): boolean => outcome === "refused" || outcome === "not_sent";
  return {
    resolved: count(({ id }) => id !== undefined),
    started: creates.reduce((sum, { ids }) => sum + ids.length, 0),
    twice: count(({ ids }) => ids.length > 1),
    refused: count(refused),
    refusedButStarted: count((create) => refused(create) && started(create)),
    unknownStarted: count((create) => create.outcome === "unknown" && started(create)),
    unknownNotStarted: count((create) => create.outcome === "unknown" && !started(create)),
    found: count(({ id, answered }) => id !== undefined && !answered),
    failedButStarted: count((create) => create.outcome === "failed" && started(create)),
    failedNotStarted: count((create) => create.outcome === "failed" && !started(create)),
  };
}
