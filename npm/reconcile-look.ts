import type { Reply } from "./drive.ts";
import type { ExecutionsOperations as Operations } from "./generated/groups.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import type { Settings } from "./options.ts";
import type { Lost } from "./reconcile.ts";
import type { Ledger, Start } from "./reconcile-ledger.ts";
import { equals, matches, possible } from "./reconcile-match.ts";
import { Attempt, begin, ExecutionsOperations } from "./shared.ts";

/** When to look, in milliseconds after the reply was lost: a commit may come late. */
const LOOKS = [500, 2500, 9000];
/** How long the requests of one look may take. */
const LOOK = 10_000;
/** How many executions one look gets whole, where the list shows but a part of them. */
const GETS = 5;
/** How long equal creates on their way are waited for: what an edge host has killed never settles. */
const SETTLE = 60_000;
/** How often it is looked whether they have settled. */
const POLL = 50;

/** What a look saw: executions that match, and those that may, for all that can be seen of them. */
interface Seen {
  sure: Reply<Execution>[];
  open: Reply<Execution>[];
}

/** The search for the execution that a create has started, if it has. */
export class Search {
  readonly #group: Operations;
  readonly #settings: Settings;
  readonly #deadline: number;
  readonly #lostAt = Date.now();
  readonly #start: Start;
  readonly #ledger: Ledger;
  readonly #request: CreateExecution;
  /** What `get` gave, by id: an execution's request does not change. */
  readonly #got = new Map<string, Reply<Execution>>();
  /** The executions of the latest look that may be the one. */
  candidates: Execution[] = [];
  looks = 0;
  failures = 0;

  constructor({ engine, settings, deadline, start, ledger }: Lost) {
    this.#settings = settings;
    this.#deadline = deadline;
    this.#start = start;
    this.#ledger = ledger;
    this.#request = JSON.parse(start.text) as CreateExecution;
    const { projectID } = this.#request;
    this.#group = new ExecutionsOperations((given, options) =>
      begin(
        engine,
        // A list that differs from the documents is told of, but shows what there is.
        () => ({
          ...settings,
          projectID,
          maxRetries: Math.min(settings.maxRetries, 1),
          totalTimeout: Math.min(LOOK, this.#left),
          validate: Math.min(settings.validate, 1),
        }),
        () => given,
        options,
      ),
    );
  }

  /** The signal, if it has ended the call. */
  get aborted(): AbortSignal | undefined {
    const { signal } = this.#settings;
    return signal?.aborted ? signal : undefined;
  }

  /** The execution, if there is exactly one that can be it. Does not reject. */
  async find(): Promise<Reply<Execution> | undefined> {
    for (const after of LOOKS) {
      if (!(await this.#wait(this.#lostAt + after - Date.now()))) return undefined;
      this.looks++;
      const seen = await this.#look().catch(() => undefined);
      if (!seen) {
        this.failures++;
        continue;
      }
      // From here to the claim nothing is awaited: two creates cannot both find the same one free.
      const free = ({ data }: Reply<Execution>): boolean => !this.#ledger.claimed(data.execution_id);
      const sure = seen.sure.filter(free);
      const open = seen.open.filter(free);
      this.candidates = [...sure, ...open].map(({ data }) => data);
      const [found] = sure;
      if (!found) continue;
      if (sure.length > 1 || !this.#ledger.whole(Date.now())) return undefined;
      if (open.length > 0) continue;
      this.#ledger.claim(found.data.execution_id, Date.now());
      return this.#whole(found);
    }
    return undefined;
  }

  async #look(): Promise<Seen> {
    const list = this.#group.list();
    const { response } = await list.withResponse();
    const span = possible(this.#start.at, Date.now(), response.headers.get("date"));
    const seen: Seen = { sure: [], open: [] };
    for await (const data of list) this.#sort({ data, response }, span, seen);
    // Those that are on their way now may have made what the list shows; those that begin later cannot have.
    const settled = await this.#settle(equals(this.#start, this.#ledger.others(this.#start)));

    let gets = 0;
    const { open } = seen;
    seen.open = [];
    for (const part of open) {
      const id: unknown = part.data.execution_id;
      const free = typeof id === "string" && !this.#ledger.claimed(id);
      if (free && !this.#got.has(id) && gets++ < GETS) {
        const got = await this.#get(id);
        if (got) this.#got.set(id, got);
      }
      const whole = free ? this.#got.get(id) : undefined;
      if (whole) this.#sort(whole, span, seen);
      else seen.open.push(part);
    }
    return settled ? seen : { sure: [], open: [...seen.sure, ...seen.open] };
  }

  #sort(reply: Reply<Execution>, span: { from: number; to: number }, { sure, open }: Seen): void {
    const verdict = matches(this.#request, reply.data, span);
    if (verdict !== false) (verdict ? sure : open).push(reply);
  }

  /** Waits for equal creates to settle. They are not awaited: one request of an edge host must not wait on another's. */
  async #settle(starts: Start[]): Promise<boolean> {
    while (starts.some(({ settled }) => !settled)) {
      if (Date.now() >= this.#lostAt + SETTLE || !(await this.#wait(POLL))) return false;
    }
    return true;
  }

  /** What create would have given: a list may show but a part of each execution. */
  async #whole(found: Reply<Execution>): Promise<Reply<Execution>> {
    const { execution_id } = found.data;
    return this.#got.get(execution_id) ?? (await this.#get(execution_id)) ?? found;
  }

  async #get(id: string): Promise<Reply<Execution> | undefined> {
    return this.#group
      .get(id)
      .withResponse()
      .catch(() => undefined);
  }

  get #left(): number {
    return this.#deadline - Date.now();
  }

  /** Waits, unless the call ends before that. */
  async #wait(ms: number): Promise<boolean> {
    // Waiting into the limit would change nothing but the time it takes.
    if (ms >= this.#left) return false;
    const pause = new Attempt(ms, this.#settings.signal);
    await new Promise<void>((resolve) => pause.wait(undefined, { go: () => resolve() }));
    pause.close();
    return !this.aborted;
  }
}
