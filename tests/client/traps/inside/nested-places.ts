// Calls that call something of their caller's, which starts another call, which traps: while the outer one is polled.
import { Network, type Reply } from "./network.ts";
import type { Play, Stage } from "./stage.ts";
import { trapOnce } from "./trap.ts";

type Options = Parameters<Stage["calls"]["create"]>[2];

/** What the outer call is made of. `startInner` starts the other call, and what that gives away is that it traps. */
interface Outer {
  options?: Options;
  body?: object;
}

/** `reply` is what comes of the outer call's request, where it has one. */
function nested(build: (startInner: () => void, network: Network) => Outer, reply: Reply = "answer"): Play {
  return async ({ calls, way, patience }) => {
    const startInner = (): void => {
      if (calls.settled.inner) return;
      trapOnce("request", way);
      calls.create("inner", new Network({ creates: ["answer"], patience }));
    };
    const network = new Network({ creates: [reply], patience });
    const { options, body } = build(startInner, network);
    calls.create("outer", network, options, body);
    await inTime(calls.settled.outer);
  };
}

/** Waits for a call that has to end by itself, on an edge host too. */
async function inTime(call: Promise<unknown> | undefined): Promise<void> {
  const late = new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error("the outer call goes on after the trap")), 1000);
    call?.finally(() => clearTimeout(timer));
  });
  await Promise.race([call, late]);
}

/** A fetch on the network, whose response is changed. */
function change(network: Network, changed: (response: Response) => object): Options {
  return { fetch: async (url, init) => changed(await network.fetch(url, init)) as Response };
}

export const NESTED_PLACES = {
  // Its response never comes: the outer call has to end when the inner one has.
  "in a call that the fetch starts": nested(
    (startInner, network) => ({
      options: {
        fetch: (url, init) => {
          const response = network.fetch(url, init);
          startInner();
          return response;
        },
      },
    }),
    "hold",
  ),
  "in a call that the key function starts": nested((startInner) => ({
    options: {
      apiKey: () => {
        startInner();
        return Promise.reject(new Error("there is no key"));
      },
    },
  })),
  "in a call that the signal starts": nested((startInner) => ({
    options: {
      signal: {
        aborted: false,
        addEventListener: startInner,
        removeEventListener: () => undefined,
      } as unknown as AbortSignal,
    },
  })),
  "in a call that letting go of the signal starts": nested((startInner) => ({
    options: {
      signal: {
        aborted: false,
        addEventListener: () => undefined,
        removeEventListener: startInner,
      } as unknown as AbortSignal,
    },
  })),
  "in a call that the logger starts": nested((startInner) => {
    const logger = { error: startInner, warn: startInner, info: startInner, debug: startInner };
    return { options: { logger, logLevel: "debug" } };
  }),
  "in a call that a getter of the body starts": nested((startInner) => ({
    body: {
      get goal() {
        startInner();
        return "run";
      },
    },
  })),
  "in a call that a toJSON of the body starts": nested((startInner) => {
    const toJSON = (): string => {
      startInner();
      return "a value";
    };
    return { body: { input_variables: { value: { toJSON } } } };
  }),
  "in a call that a getter of the response starts": nested((startInner, network) => ({
    options: change(network, ({ headers }) => ({
      get status() {
        startInner();
        return 201;
      },
      headers,
      text: () => new Promise(() => undefined),
    })),
  })),
  "in a call that the text() of the response starts": nested((startInner, network) => ({
    options: change(network, ({ headers }) => ({
      status: 201,
      headers,
      text() {
        startInner();
        return new Promise(() => undefined);
      },
    })),
  })),
  "in a call that a listener on the aborted fetch starts": nested((startInner, network) => ({
    options: {
      // The rest of a response that is too large is not read.
      maxResponseBytes: 10,
      fetch: (url, init) => {
        init?.signal?.addEventListener("abort", startInner);
        return network.fetch(url, init);
      },
    },
  })),
} satisfies Record<string, Play>;
