// Plays every fault to every sort of call on one platform, and notes what was seen on both sides.
import { chapters, type FaultName, faultOf } from "./faults/all.ts";
import { good } from "./faults/ways.ts";
import type { Idempotency, Told } from "./inside/cell.ts";
import type { Platform } from "./platforms.ts";
import { FaultServer } from "./server/fault-server.ts";

export const IDEMPOTENCIES: readonly Idempotency[] = ["safe", "idempotent", "non_idempotent"];

/** Characters that JSON, HTML and addresses write in other ways. */
export const SECRET = "s3cr3t";
const KEY = `a-"key\\of<${SECRET}>/+&%=`;

/** How long each attempt may take: little only where the fault is that nothing comes. A busy machine is slow. */
const TIMEOUT = 12_000;
export const SHORT_TIMEOUT = 600;

/** How many calls are under way at once, where the platform can. */
const AT_ONCE = 16;

/** What was seen of one call. */
export interface Seen extends Told {
  /** The requests that the server has counted, and when they came. */
  requests: number;
  times: number[];
  /** Whether every connection was let go of. */
  released: boolean;
}

export type Row = Record<Idempotency, Seen>;
export type Matrix = Record<FaultName, Row>;

/** The faults that only time ends. */
export function stalls(name: FaultName): boolean {
  return /and then nothing|no reply, ever|too many/.test(name);
}

export interface Playing {
  /** How many calls are under way at once. */
  atOnce?: number | undefined;
  /** Whether only time ends a fault on this platform. */
  late?(name: FaultName): boolean;
}

export async function runMatrix(
  platform: Platform,
  { atOnce = AT_ONCE, late = stalls }: Playing = {},
): Promise<Matrix> {
  const names = chapters.flatMap(([, names]) => names);
  const matrix = {} as Matrix;
  const left = names.flatMap((name) => IDEMPOTENCIES.map((idempotency) => ({ name, idempotency })));
  const work = async (): Promise<void> => {
    for (let cell = left.shift(); cell; cell = left.shift()) {
      const { name, idempotency } = cell;
      matrix[name] ??= {} as Row;
      matrix[name][idempotency] = await play(platform, name, idempotency, late(name));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return matrix;
}

async function play(
  platform: Platform,
  name: FaultName,
  idempotency: Idempotency,
  late: boolean,
): Promise<Seen> {
  const { ending, ...fault } = faultOf(name);
  // Whoever follows a redirect finds what it looks for.
  const elsewhere = new FaultServer(good, "");
  await elsewhere.start();
  const server = new FaultServer(fault, elsewhere.url);
  await server.start();
  try {
    const timeout = late ? SHORT_TIMEOUT : TIMEOUT;
    const cell = { idempotency, baseUrl: server.url, apiKey: KEY, secret: SECRET, timeout, ending };
    const told = await platform.run(cell);
    const released = await server.released(2000);
    const { requests, times, seen, keys } = server;
    if (seen.some((text) => text.includes(SECRET))) told.leaks.push("the request");
    if ([...keys].some((key) => key !== KEY)) told.leaks.push("a header with another key");
    if (elsewhere.requests > 0 || elsewhere.keys.size > 0) told.leaks.push("another server");
    return { ...told, requests, times, released };
  } finally {
    await server.stop();
    await elsewhere.stop();
  }
}
