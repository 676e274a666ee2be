// What a caller hands in (its fetch, key function, logger, handlers) sees the caller's AsyncLocalStorage store, as a tracer needs it.
import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import type { ClientOptions, Execution } from "../../npm/index.ts";
import { documented } from "../support/answers.ts";
import { packed } from "../support/packed.ts";

const { create_executeflow, WexaClient } = await packed();
const { request, response } = documented;
const CALLS = 100;

const store = new AsyncLocalStorage<string>();

/** Which store each of the caller's functions was called in: `fetch POST`, `key`, `log`. */
class Seen {
  readonly stores = new Map<string, Set<string | undefined>>();
  note(what: string): void {
    const stores = this.stores.get(what) ?? new Set();
    this.stores.set(what, stores.add(store.getStore()));
  }
  /** Each place, with the only store it was called in. */
  only(own: string): string[] {
    for (const [what, stores] of this.stores) expect([what, ...stores]).toEqual([what, own]);
    return [...this.stores.keys()].sort();
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const created = (): Response => Response.json(response, { status: 201 });

/** Options all of whose functions note where they were called. */
function observed(seen: Seen, answer: (method: string, url: string) => Response | Error): ClientOptions {
  const log = (): void => seen.note("log");
  return {
    apiKey: async () => {
      seen.note("key");
      await wait(0);
      return "key-1";
    },
    baseUrl: "https://api.test",
    fetch: async (url, init) => {
      const { method = "" } = init ?? {};
      seen.note(`fetch ${method}`);
      await wait(Math.random() * 10);
      const answered = answer(method, String(url));
      if (answered instanceof Error) throw answered;
      return answered;
    },
    logger: { error: log, warn: log, info: log, debug: log },
    logLevel: "debug",
    retryDelay: { initial: 1, max: 5 },
  };
}

/** Makes calls at once, each in a store of its own, and gives where each one's functions were called. */
async function interleaved(
  begin: (seen: Seen, index: number) => Promise<unknown>,
  count: number = CALLS,
): Promise<string[][]> {
  const calls = Array.from({ length: count }, (_, index) => {
    const own = `store ${index}`;
    const seen = new Seen();
    return store.run(own, async () => {
      await begin(seen, index);
      expect(store.getStore()).toBe(own);
      return seen.only(own);
    });
  });
  return Promise.all(calls);
}

/** Every call has called the same functions. */
function expectAll(found: string[][], expected: string[]): void {
  for (const each of found) expect(each).toEqual(expected);
}

// First: the module is loaded once, by the call of one of them.
test("first calls, which share the load of the module", async () => {
  expect(store.getStore()).toBeUndefined();
  const found = await interleaved((seen) => create_executeflow(request, observed(seen, created)));
  expectAll(found, ["fetch POST", "key", "log"]);
});

test("calls on one client, whose functions are shared", async () => {
  const all = new Map<string, Seen>();
  const shared = { note: (what: string) => all.get(store.getStore() ?? "none")?.note(what) } as Seen;
  const client = new WexaClient(observed(shared, created));
  const found = await interleaved(async (seen, index) => {
    all.set(`store ${index}`, seen);
    await client.executions.create(request);
  });
  expectAll(found, ["fetch POST", "key", "log"]);
});

test("after a retry that the server has asked for", async () => {
  const attempts: number[] = [];
  const found = await interleaved(async (seen) => {
    let attempt = 0;
    const answer = (): Response => {
      attempt++;
      const headers = { "retry-after-ms": `${1 + (attempt % 5)}` };
      return attempt < 3 ? Response.json({ detail: "slow down" }, { status: 429, headers }) : created();
    };
    expect(await create_executeflow(request, observed(seen, answer))).toEqual(response);
    attempts.push(attempt);
  });
  expectAll(found, ["fetch POST", "key", "log"]);
  expect(attempts).toEqual(Array(CALLS).fill(3));
});

test("after a timeout and an abort", async () => {
  const { signal } = new AbortController();
  await interleaved(async (seen) => {
    const options = observed(seen, () => new TypeError("fetch failed"));
    options.timeout = 5;
    options.fetch = (_, init) => {
      seen.note(`fetch ${init?.method}`);
      return new Promise(() => undefined);
    };
    const client = new WexaClient(options);
    await expect(client.executions.get("e", { signal })).rejects.toMatchObject({
      code: "timeout",
      attempts: 3,
    });
  });
  const controller = new AbortController();
  const found = interleaved(async (seen) => {
    const options = observed(seen, () => new TypeError("fetch failed"));
    options.fetch = () => new Promise(() => undefined);
    const client = new WexaClient(options);
    const call = client.executions.get("e", { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ code: "aborted" });
    seen.note("catch");
  });
  await wait(10);
  store.run("the aborter's", () => controller.abort());
  expectAll(await found, ["catch", "key", "log"]);
});

test("in the requests that reconcile sends", { timeout: 60_000 }, async () => {
  const found = await interleaved(async (seen, index) => {
    const own = { ...request, goal: `goal ${index}` };
    const answer = (method: string, url: string): Response | Error => {
      if (method === "POST") return new TypeError("fetch failed");
      if (url.includes("execution_flows")) {
        return Response.json([{ ...response, ...own, created_at: Date.now() / 1000, input_variables: {} }]);
      }
      return Response.json({ detail: "none" }, { status: 404 });
    };
    const options = { ...observed(seen, answer), baseUrl: `https://api-${index}.test` };
    await create_executeflow(own, { ...options, onUnknown: "reconcile" }).catch((error) => {
      expect(error.outcome).toBe("unknown");
    });
  }, 20);
  expectAll(found, ["fetch GET", "fetch POST", "key", "log"]);
});

test("in a watch, its errors and its handlers", async () => {
  const found = await interleaved(async (seen, index) => {
    const execution_id = `execution-${index}`;
    const state: Partial<Execution> = { execution_id, status: "input_required" };
    let polls = 0;
    const options = observed(seen, (method, url) => {
      if (method === "PUT" || method === "POST") {
        state.status = "completed";
        return Response.json({});
      }
      if (url.includes("inbox")) {
        const item = { _id: "item", execution_id, agent_id: "a", type: "runtime_input", status: "pending" };
        return Response.json({ inbox_requests: [item], total_count: 1 });
      }
      polls++;
      if (polls === 2) return new TypeError("fetch failed");
      return Response.json({ ...response, ...state });
    });
    const client = new WexaClient({ ...options, maxRetries: 0 });
    const execution = await client.executions.wait(execution_id, {
      interval: 2,
      onError: () => seen.note("onError"),
      onUpdate: () => seen.note("onUpdate"),
      until: async () => {
        seen.note("until");
        return false;
      },
      onRuntimeInput: async () => {
        seen.note("onRuntimeInput");
        // The polls go on meanwhile.
        await wait(20);
        seen.note("after onRuntimeInput");
        return { name: "value" };
      },
    });
    expect(execution.status).toBe("completed");
  });
  for (const each of found) {
    expect(each).toEqual(
      expect.arrayContaining([
        "after onRuntimeInput",
        "fetch GET",
        "key",
        "log",
        "onError",
        "onUpdate",
        "until",
      ]),
    );
  }
});

test("in what createMany sends and tells", async () => {
  const found = await interleaved(async (seen) => {
    const client = new WexaClient(observed(seen, created));
    const requests = (function* () {
      for (let index = 0; index < 5; index++) {
        seen.note("iterable");
        yield request;
      }
    })();
    for await (const { error } of client.executions.createMany(requests, {
      onResult: () => seen.note("onResult"),
    })) {
      expect(error).toBeUndefined();
      seen.note("loop");
    }
  }, 20);
  expectAll(found, ["fetch POST", "iterable", "key", "log", "loop", "onResult"]);
});
