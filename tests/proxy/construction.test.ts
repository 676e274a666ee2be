import { describe, expect, test } from "vitest";
import { packed as load } from "../support/packed.ts";
import { KEY, newAttempt, ORIGIN, OWN, proxyPackage } from "./stage.ts";

const { createProxy } = proxyPackage;
type Options = Parameters<typeof createProxy>[0];

const good: Options = { apiKey: KEY, allow: ["executions.create"], authorize: () => true };
const never: typeof fetch = () => Promise.reject(new Error("nothing is to be fetched"));
const url = "https://app.example/wexa/execute_flow";
const start = (headers: Record<string, string> = {}): Request =>
  new Request(url, {
    method: "POST",
    body: JSON.stringify({ agentflow_id: "a", goal: "run" }),
    headers: {
      "content-type": "application/json",
      "x-wexa-attempt": newAttempt(),
      origin: ORIGIN,
      ...headers,
    },
  });
const codeOf = async (reply: Response): Promise<[number, string]> => [
  reply.status,
  ((await reply.json()) as { code: string }).code,
];

describe("a proxy is not made", () => {
  const wrong: Array<[string, unknown]> = [
    ["without options", undefined],
    ["without a key", { ...good, apiKey: undefined }],
    ["with a key that no header can hold", { ...good, apiKey: `${KEY}\n` }],
    ["without a word on who may", { ...good, authorize: undefined }],
    ["without a word on what", { ...good, allow: undefined }],
    ["for nothing", { ...good, allow: [] }],
    ["for all", { ...good, allow: "*" }],
    ["for what is no operation", { ...good, allow: ["executions.destroy"] }],
    ["for any origin", { ...good, origins: ["*"] }],
    ["for the origin null", { ...good, origins: ["null"] }],
    ["for an origin with a path", { ...good, origins: ["https://app.example/"] }],
    ["towards plain http", { ...good, baseUrl: "http://api.example" }],
    ["towards an address with a password", { ...good, baseUrl: "https://a:b@api.example" }],
    ["at a path with dots", { ...good, basePath: "/wexa/.." }],
    ["with a limit of nothing", { ...good, maxBodyBytes: 0 }],
    ["with half a store", { ...good, store: { claim: () => true } }],
    ["for a project, with a call that is nobody's", { ...good, projectID: OWN, allow: ["llm.call"] }],
    ["for a project, with a list of all projects", { ...good, projectID: OWN, allow: ["projects.list"] }],
    [
      "for a project, with ids that cannot be looked at",
      { ...good, projectID: OWN, allow: ["tables.rename"] },
    ],
    ["for a project, with a connector's action", { ...good, projectID: OWN, allow: ["actions.run"] }],
  ];
  test.each(wrong)("%s", async (_, options) => {
    const { ConfigurationError } = await load();
    const make = (): unknown => createProxy(options as Options);
    expect(make).toThrow(ConfigurationError);
    expect(make).not.toThrow(KEY.slice(0, 12));
  });
});

describe("the key", () => {
  const sent = async (apiKey: Options["apiKey"], env?: unknown): Promise<string | number> => {
    let key = "";
    const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
      key = new Headers(init?.headers).get("x-api-key") ?? "";
      return Response.json({});
    };
    const proxy = createProxy({
      ...good,
      apiKey,
      fetch: fetch as typeof globalThis.fetch,
      basePath: "/wexa",
    });
    const reply = await proxy(start(), env);
    return reply.ok ? key : reply.status;
  };

  test("is a string, a binding, a secret of a store, or what a function gives", async () => {
    expect(await sent(KEY)).toBe(KEY);
    expect(await sent({ binding: "K" }, { K: KEY })).toBe(KEY);
    expect(await sent({ binding: "K" }, { K: { get: async () => KEY } })).toBe(KEY);
    expect(await sent(async (env) => (env as { K: string }).K, { K: KEY })).toBe(KEY);
  });

  test("is missed before anything is sent", async () => {
    expect(await sent({ binding: "K" }, {})).toBe(403);
    expect(await sent({ binding: "K" })).toBe(403);
    expect(await sent(() => Promise.reject(new Error(KEY)))).toBe(403);
    expect(await sent(() => undefined as unknown as string)).toBe(403);
  });
});

describe("without origins", () => {
  const proxy = createProxy({ ...good, fetch: async () => Response.json({}) });
  test("the proxy's own pages are served, and no others", async () => {
    expect((await proxy(new Request(url.replace("/wexa", ""), start()))).status).toBe(200);
    const other = await proxy(new Request("https://other.example/execute_flow", start()));
    expect(await codeOf(other)).toEqual([403, "proxy_origin"]);
  });
});

describe("requireOrigin: false", () => {
  const options = { ...good, basePath: "/wexa", requireOrigin: false };
  const proxy = createProxy({ ...options, fetch: async () => Response.json({}) });
  const request = (headers: Record<string, string>): Request => {
    const made = start(headers);
    if (headers.origin === undefined) made.headers.delete("origin");
    return made;
  };

  test("serves callers that are no page, and still no pages of others", async () => {
    expect((await proxy(request({}))).status).toBe(200);
    expect(await codeOf(await proxy(request({ origin: "https://evil.example" })))).toEqual([
      403,
      "proxy_origin",
    ]);
    expect(await codeOf(await proxy(request({ "sec-fetch-site": "cross-site" })))).toEqual([
      403,
      "proxy_origin",
    ]);
  });
});

describe("a store of one's own", () => {
  const proxyWith = (store: Options["store"]): ReturnType<typeof createProxy> =>
    createProxy({ ...good, basePath: "/wexa", store, fetch: never });

  test("is asked with the platform's bindings, and its word counts", async () => {
    const asked: unknown[] = [];
    const proxy = proxyWith({
      has: () => false,
      claim: (...given) => {
        asked.push(given);
        return false;
      },
    });
    const env = { name: "bindings" };
    const request = start();
    expect(await codeOf(await proxy(request, env))).toEqual([409, "proxy_replayed"]);
    expect(asked).toEqual([[request.headers.get("x-wexa-attempt"), 300_000, env]]);
  });

  test("that fails leaves the outcome unknown, and nothing is forwarded", async () => {
    const fail = (): never => {
      throw new Error(KEY);
    };
    const proxy = proxyWith({ has: fail, claim: fail });
    expect(await codeOf(await proxy(start()))).toEqual([500, "proxy_failed"]);
    const closed = createProxy({
      ...good,
      basePath: "/wexa",
      authorize: () => false,
      store: { has: fail, claim: fail },
    });
    expect(await codeOf(await closed(start()))).toEqual([500, "proxy_failed"]);
  });

  test("that says anything but true lets nothing through", async () => {
    const proxy = proxyWith({ has: () => false, claim: () => "yes" as unknown as boolean });
    expect(await codeOf(await proxy(start()))).toEqual([409, "proxy_replayed"]);
  });
});

test("a server that was certainly not reached is told as one that may be tried again", async () => {
  const fetch = (): Promise<never> =>
    Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } }));
  const reply = await createProxy({ ...good, basePath: "/wexa", fetch })(start());
  expect(reply.headers.get("retry-after")).toBe("1");
  expect(await codeOf(reply)).toEqual([503, "proxy_busy"]);
});

test("an API that does not answer in time leaves the outcome unknown", async () => {
  const fetch: typeof globalThis.fetch = (_, init) =>
    new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(new Error("aborted"))));
  const reply = await createProxy({ ...good, basePath: "/wexa", timeout: 20, fetch })(start());
  expect(await codeOf(reply)).toEqual([504, "proxy_upstream"]);
});

test("an authorize that reads the body is told to read a copy", async () => {
  const authorize = async (request: Request): Promise<boolean> => (await request.text()) !== "";
  const reply = await createProxy({ ...good, basePath: "/wexa", authorize, fetch: never })(start());
  expect(await codeOf(reply)).toEqual([403, "proxy_misconfigured"]);
});
