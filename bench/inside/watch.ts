// A thousand executions that are followed at once, each to its end.
//
// Every execution is looked at five times and shows something new each time, so that no client may slow down. They sleep
// as briefly as timers allow and overlap, so that what is compared is the work of a look and not the sleeping: in Node
// the processor's time, which does not run while a process sleeps; in a page, where nothing tells that, the clock's,
// which is the same as long as the thread always has another look to take. What the clients without a watch do between
// the looks is contenders/by-hand.ts, which does less: the comparison is in its favour.
import { contenders } from "../contenders/all.ts";
import type { Client } from "../contenders/contender.ts";
import execution from "./execution.json" with { type: "json" };
import { type Figure, measure } from "./measure.ts";
import { inProcess } from "./replies.ts";

export const FOLLOWED = 1_000;
const STATUSES = ["ready", "running", "running", "running", "completed"];

/** The replies of a life: with each look one more agent is done. */
const LIFE = STATUSES.map((status, looks) =>
  inProcess({
    status: 200,
    body: JSON.stringify({
      ...execution,
      status,
      agents_output: Array.from({ length: looks }, (_, index) => ({
        agent_id: `67fdea9b68df1c3e9580a54${index}`,
        output: { text: `what agent ${index} has found` },
      })),
    }),
  }),
);

/** What `fetch` answers to looks at executions, of which each has a life of its own. */
function lives(): typeof globalThis.fetch {
  const looks = new Map<string, number>();
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const look = looks.get(url) ?? 0;
    looks.set(url, look + 1);
    const reply = LIFE[look];
    if (!reply) throw new Error(`${url} was looked at after its end`);
    if (look + 1 === LIFE.length) looks.delete(url);
    return reply(input, init);
  };
}

/** Ids of executions. */
export function ids(count = FOLLOWED): string[] {
  return Array.from(
    { length: count },
    (_, index) => `8ffc2a03-5d38-4321-aae8-${String(index).padStart(12, "0")}`,
  );
}

type Follow = NonNullable<Client["follow"]>;

/** Those that can follow an execution, by themselves or by hand. */
export function followers(fetch: () => typeof globalThis.fetch): Array<{ name: string; follow: Follow }> {
  return contenders.flatMap((contender) => {
    const { follow } = contender.client({ baseUrl: "http://bench.localhost", fetch: fetch() });
    return follow ? [{ name: contender.name, follow }] : [];
  });
}

/** The figures of one look. `clock` gives milliseconds; without it they are those of the wall. */
export function watching(clock?: () => number): Promise<Figure[]> {
  const subjects = followers(lives).map(({ name, follow }) => ({
    name,
    calls: FOLLOWED * LIFE.length,
    async run(): Promise<void> {
      let changes = 0;
      await Promise.all(ids().map((id) => follow(id, 1, () => changes++)));
      if (changes !== FOLLOWED * LIFE.length) throw new Error(`${name} has seen ${changes} changes`);
    },
  }));
  return measure(subjects, { rounds: 9, time: 0, iterations: 1, clock });
}
