// What a scenario has at hand, in any runtime: a client of the packed package, and what moves the emulator's time on.
import type {
  WexaClient as Client,
  ClientOptions,
  Execution,
  WaitOptions,
  WatchOptions,
} from "../../../../npm/index.ts";

export type Package = typeof import("../../../../npm/index.ts");

/** What a runtime is given, as JSON. */
export interface Given {
  scenario: string;
  /** The served emulator. */
  base: string;
  key: string;
  /** Where the emulator itself is stopped and started. */
  stage: string;
  request: { agentflow_id: string; executed_by: string; projectID: string };
}

/** How long each step of a run takes: so long that none ends by itself while a test runs. */
export const STEP = 3_600_000;

/** A request as the emulator has recorded it. */
export interface Recorded {
  operation: string | null;
  status: number | null;
  body: unknown;
}

/** What is done after a value was seen. */
export type Act = (world: World, execution: Execution) => unknown;

/** One execution, and all that happens to it. */
export class World {
  readonly package: Package;
  readonly given: Given;
  readonly wexa: Client;
  /** Where the latest execution is. */
  id = "";
  /** Requests of the client on their way now, the most at once, and those that it gave up. */
  flights = { now: 0, most: 0, aborted: 0, gets: 0 };

  constructor(of: Package, given: Given) {
    this.package = of;
    this.given = given;
    this.wexa = this.client();
  }

  /** A client that repeats nothing: what goes wrong is to be seen. */
  client(options: Partial<ClientOptions> = {}): Client {
    const { base: baseUrl, key: apiKey, request } = this.given;
    return new this.package.WexaClient({
      baseUrl,
      apiKey,
      projectID: request.projectID,
      executedBy: request.executed_by,
      maxRetries: 0,
      fetch: this.#fetch,
      logLevel: "off",
      ...options,
    });
  }

  readonly #fetch: typeof fetch = async (url, init) => {
    const { flights } = this;
    flights.now++;
    if (init?.method === "GET" && !String(url).includes("/inbox")) flights.gets++;
    flights.most = Math.max(flights.most, flights.now);
    init?.signal?.addEventListener("abort", () => flights.aborted++);
    try {
      return await fetch(url, init);
    } finally {
      flights.now--;
    }
  };

  get goal(): string {
    return this.given.scenario;
  }

  async #control(path: string, body?: object, method = "POST"): Promise<Response> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${this.given.base}/__emulator/${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response;
  }

  async script(script: object): Promise<void> {
    await this.#control("scripts", { stepDuration: STEP, ...script, match: { goal: this.goal } });
  }
  async fault(fault: object): Promise<void> {
    await this.#control("faults", fault);
  }
  async advance(ms: number = STEP): Promise<void> {
    await this.#control("clock", { advance: ms });
  }
  /** What has arrived since the scenario began, without preflights. */
  async requests(operation?: string): Promise<Recorded[]> {
    const response = await this.#control("requests", undefined, "GET");
    const { requests } = (await response.json()) as { requests: Recorded[] };
    return requests.filter((each) => each.operation && (!operation || each.operation === operation));
  }
  async reset(): Promise<void> {
    await this.#control("requests", undefined, "DELETE");
    await this.#control("faults", undefined, "DELETE");
  }
  /** Stops the process of the emulator, or starts another one in its place. */
  async stage(act: "stop" | "start"): Promise<void> {
    const { ok } = await fetch(`${this.given.stage}/${act}`, { method: "POST" });
    if (!ok) throw new Error(`the stage cannot ${act}`);
  }

  /** Starts the execution of a script. */
  async start(script: object): Promise<string> {
    await this.script(script);
    const { agentflow_id } = this.given.request;
    this.id = (await this.wexa.executions.create({ agentflow_id, goal: this.goal })).execution_id;
    await this.reset();
    return this.id;
  }

  /** Watches the execution to its end; after each value the next of `acts` is done. */
  async watch(acts: Act[], options: WatchOptions = {}): Promise<Story> {
    const story: Story = { seen: [] };
    try {
      for await (const execution of this.wexa.executions.watch(this.id, { interval: 5, ...options })) {
        story.seen.push(inShort(execution));
        await acts[story.seen.length - 1]?.(this, execution);
      }
    } catch (error) {
      story.error = this.tell(error);
    }
    return story;
  }

  /** Waits for the execution, in the same way. */
  async wait(acts: Act[], options: WaitOptions = {}): Promise<Story> {
    const story: Story = { seen: [] };
    try {
      const onUpdate = async (execution: Execution) => {
        story.seen.push(inShort(execution));
        await acts[story.seen.length - 1]?.(this, execution);
      };
      story.value = inShort(await this.wexa.executions.wait(this.id, { interval: 5, ...options, onUpdate }));
    } catch (error) {
      story.error = this.tell(error);
    }
    return story;
  }

  tell(error: unknown): Failed {
    if (!(error instanceof this.package.WexaError)) return { name: "its own", message: String(error) };
    const { name, code, status, outcome, retryable, execution } = error;
    const genuine = this.package[name as "WexaError"] && error instanceof this.package[name as "WexaError"];
    return {
      name: genuine ? name : `not a ${name}`,
      code,
      ...(status === undefined ? {} : { status }),
      outcome,
      retryable,
      ...(execution === undefined ? {} : { execution: inShort(execution) }),
      ...(error.cause === undefined || code === "connection" ? {} : { cause: String(error.cause) }),
    };
  }
}

/** What a test is told of an error. */
export interface Failed {
  name: string;
  code?: string;
  message?: string;
  status?: number;
  outcome?: string;
  retryable?: boolean;
  execution?: string;
  cause?: string;
}

/** What was seen of an execution, in order, and how it came out. */
export interface Story {
  seen: string[];
  value?: string;
  error?: Failed;
}

/** `running 1`: the status, how many agents have given their output, and whether there is a conclusion. */
export function inShort({ status, agents_output, conclusion }: Execution): string {
  return `${status} ${agents_output.length}${conclusion ? ", concluded" : ""}`;
}

/** What is told of one life, by its name. */
export type Scenarios = Record<string, (world: World) => Promise<unknown>>;

export const advance: Act = (world) => world.advance();
export const pause: Act = ({ wexa }, { execution_id }) => wexa.executions.pause(execution_id);
export const resume: Act = ({ wexa }, { execution_id }) => wexa.executions.resume(execution_id);
export const cancel: Act = ({ wexa }, { execution_id }) => wexa.executions.cancel(execution_id);
export const nothing: Act = () => undefined;

/** The script of a run that asks a person before its only step. */
export const ask = (type: string, input?: object): object => ({ steps: 1, asks: [{ step: 0, type, input }] });

/** The script of a run that never ends. */
export const NEVER = { stepDuration: 1e15 };
/** The time given to what never ends: long enough for all that comes before, also on a machine that is busy. */
export const TOO_LONG = 1500;

/** Enough time for a look that must not come. */
export const aMoment = (ms = 150): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
