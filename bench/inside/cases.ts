import { contenders } from "../contenders/all.ts";
import type { Client, Contender } from "../contenders/contender.ts";
import { type Figure, measure, type Rounds, type Subject } from "./measure.ts";
import { inProcess, many, ONE, REFUSED, type Reply } from "./replies.ts";

export interface Case {
  name: string;
  /** Made for the case that runs: others would have to carry it. */
  reply: () => Reply;
  call: (client: Client) => Promise<unknown>;
  /** Calls of one turn, and whether they are in flight together. */
  calls: number;
  together?: boolean;
  rounds: Rounds;
}

// The first seven rounds are 350 ms of each client: V8 has compiled all that is hot after the sixth, the longest code last.
export const SHORT: Rounds = { rounds: 21, warmUp: 7, time: 50, iterations: 4 };
const LONG: Rounds = { rounds: 14, warmUp: 3, time: 80, iterations: 2 };

const refused = (client: Client): Promise<unknown> =>
  client.get().then(
    () => {
      throw new Error("was not refused");
    },
    () => undefined,
  );

/** The cases that need no network. */
export function cases(): Case[] {
  return [
    { name: "create", reply: () => ONE, call: (client) => client.create(), calls: 20, rounds: SHORT },
    { name: "get", reply: () => ONE, call: (client) => client.get(), calls: 20, rounds: SHORT },
    ...[1, 100, 1_000, 10_000].map((count) => ({
      name: `list of ${count.toLocaleString("en")}`,
      reply: () => many(count),
      call: (client: Client) => client.list(),
      calls: count <= 1 ? 20 : 1,
      rounds: count >= 10_000 ? { ...LONG, rounds: 10 } : count >= 1_000 ? LONG : SHORT,
    })),
    { name: "error 422", reply: () => REFUSED, call: refused, calls: 20, rounds: SHORT },
    ...[64, 1_000].map((count) => ({
      name: `${count.toLocaleString("en")} concurrent`,
      reply: () => ONE,
      call: (client: Client) => client.create(),
      calls: count,
      together: true,
      rounds: LONG,
    })),
  ];
}

/** The figures of one case, in the order of the contenders. */
export function figures(one: Case, of: readonly Contender[] = contenders): Promise<Figure[]> {
  const fetch = inProcess(one.reply());
  const subjects = of.map((contender) =>
    subject(contender, contender.client({ baseUrl: "http://bench.localhost", fetch }), one),
  );
  return measure(subjects, one.rounds);
}

export function subject(
  { name }: Contender,
  client: Client,
  { call, calls, together }: Pick<Case, "call" | "calls" | "together">,
): Subject {
  async function oneByOne(): Promise<void> {
    for (let count = 0; count < calls; count++) await call(client);
  }
  const allAtOnce = (): Promise<unknown> => Promise.all(Array.from({ length: calls }, () => call(client)));
  return { name, calls, run: together ? allAtOnce : oneByOne };
}
