import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type Api,
  ask,
  KEY,
  newAttempt,
  ORIGIN,
  OTHER,
  OWN,
  type Platform,
  platforms,
  refusalOf,
  serveApi,
} from "./stage.ts";

const start = { agentflow_id: "flow-1", executed_by: "user-1", goal: "run", input_variables: { a: 1 } };
const create = { method: "POST", target: `/open/execute_flow?projectID=${OWN}` };
const body = JSON.stringify({ ...start, projectID: OWN });

describe.each(Object.entries(platforms))("on %s", (_, begin) => {
  let api: Api;
  let platform: Platform;
  beforeAll(async () => {
    api = await serveApi();
    platform = await begin(api);
  });
  beforeEach(() => api.reset());
  afterAll(async () => {
    await platform?.stop();
    await api?.stop();
  });
  const lines = (): string[] => api.reached.map(({ line }) => line);
  const sent = (index = -1): unknown => JSON.parse(api.reached.at(index)?.body ?? "null");

  describe("what the API gets", () => {
    const foreign = {
      authorization: "Bearer somebody",
      cookie: "session=1",
      "proxy-authorization": "Basic x",
      "x-forwarded-for": "10.0.0.1",
      "x-forwarded-host": "evil.example",
      "x-real-ip": "10.0.0.1",
      forwarded: "for=10.0.0.1",
      "x-original-url": "/customer",
      te: "trailers",
      "keep-alive": "timeout=5",
      "x-evil": "evil-value",
      "user-agent": "page-agent",
      referer: "https://app.example/secret",
    };

    test("is the request, the key and nothing else of the caller's", async () => {
      const reply = await ask(platform, { ...create, body, headers: foreign });
      expect(reply.status, reply.text).toBe(200);
      expect(lines()).toEqual([`POST /execute_flow?projectID=${OWN}`]);
      expect(sent()).toEqual({ ...start, projectID: OWN });
      const { headers } = api.reached[0] as Api["reached"][0];
      expect(headers).toMatchObject({
        "x-api-key": KEY,
        "content-type": "application/json",
        accept: "application/json",
      });
      const seen = JSON.stringify(headers);
      for (const value of Object.values(foreign)) expect(seen).not.toContain(value);
      for (const absent of ["origin", "x-wexa-attempt", "te", "via"])
        expect(headers).not.toHaveProperty(absent);
    });

    test("has no header that a Connection header names", async () => {
      const headers = { connection: "close, x-api-key, content-type", "x-evil": "1" };
      const reply = await ask(platform, { ...create, body, headers });
      expect(reply.status, reply.text).toBe(200);
      expect(api.reached[0]?.headers).toMatchObject({ "x-api-key": KEY, "content-type": "application/json" });
    });

    test("is encoded anew", async () => {
      await ask(platform, { target: "/open/execute_flow/a%41%20%C3%A9" });
      expect(lines()).toEqual(["GET /execute_flow/aA%20%C3%A9"]);
    });

    test("has each field of the body once", async () => {
      const twice = `{"goal":"first","agentflow_id":"flow-1","goal":"second"}`;
      await ask(platform, { ...create, body: twice });
      expect(api.reached[0]?.body).toBe('{"goal":"second","agentflow_id":"flow-1"}');
    });

    test("may come in chunks", async () => {
      const reply = await ask(platform, { ...create, body, chunked: 10 });
      expect(reply.status, reply.text).toBe(200);
      expect(sent()).toEqual({ ...start, projectID: OWN });
    });

    test("is for the user that authorize names, whatever the page says", async () => {
      await ask(platform, { ...create, body, headers: { authorization: "Bearer user" } });
      expect(sent()).toEqual({ ...start, projectID: OWN, executed_by: "user-of-the-session" });
    });
  });

  describe("kept to a project", () => {
    const [path, query] = ["/execute_flow", `projectID=${OWN}`];

    test("a create is sent with it, once the agentflow is seen to be its own", async () => {
      const reply = await ask(platform, {
        method: "POST",
        target: `/scoped${path}`,
        body: JSON.stringify(start),
      });
      expect(reply.status, reply.text).toBe(200);
      expect(lines()).toEqual(["GET /agentflow/flow-1", `POST ${path}?${query}`]);
      expect(sent()).toEqual({ ...start, projectID: OWN });
    });

    test("by authorize, as by the option", async () => {
      const headers = { authorization: "Bearer tenant" };
      const other = await ask(platform, { target: "/open/execute_flow/other-1", headers });
      expect([other.status, refusalOf(other).code]).toEqual([404, "proxy_other_project"]);
      const own = await ask(platform, { target: "/open/execute_flow/own-1", headers });
      expect(own.status, own.text).toBe(200);
    });

    test("a list with one row of another project is not given", async () => {
      const list = (...projects: string[]): string =>
        JSON.stringify({ total: 2, data: projects.map((projectID) => ({ execution_id: "x", projectID })) });
      const target = `/scoped/${OWN}/execution_flows`;
      api.answer = (reply) => reply.end(list(OWN, OWN));
      expect((await ask(platform, { target })).status).toBe(200);
      expect(lines()).toEqual([`GET /${OWN}/execution_flows?${query}`]);
      api.answer = (reply) => reply.end(list(OWN, OTHER));
      const reply = await ask(platform, { target });
      expect([reply.status, reply.text.includes(OTHER)]).toEqual([404, false]);
    });

    test("a read that does not say whose it is is not given", async () => {
      for (const said of ['{"execution_id":"own-1"}', '"own"', "[]x", "null"]) {
        api.answer = (reply) => reply.end(said);
        const reply = await ask(platform, { target: "/scoped/execute_flow/own-1" });
        expect([reply.status, refusalOf(reply).code], said).toEqual([404, "proxy_other_project"]);
      }
    });

    test("a look that fails sends nothing, and may be tried again", async () => {
      api.answer = (reply) => reply.writeHead(500).end();
      const reply = await ask(platform, {
        method: "POST",
        target: `/scoped${path}`,
        body: JSON.stringify(start),
      });
      expect([reply.status, reply.headers["retry-after"]]).toEqual([503, "1"]);
      expect(lines()).toEqual(["GET /agentflow/flow-1"]);
    });
  });

  describe("what the page gets", () => {
    test("is the API's reply, readable for it, with what it needs to know", async () => {
      api.answer = (reply) =>
        reply
          .writeHead(429, {
            "content-type": "application/json",
            "retry-after": "7",
            "retry-after-ms": "7000",
            "x-request-id": "request-1",
            date: "Tue, 24 Nov 2026 00:00:00 GMT",
            "set-cookie": "a=1",
            "access-control-allow-origin": "*",
            "x-internal": "1",
            server: "vendor",
            "www-authenticate": "Basic",
          })
          .end('{"detail":"slower"}');
      const reply = await ask(platform, { target: "/open/execute_flow/x" });
      expect([reply.status, reply.body]).toEqual([429, '{"detail":"slower"}']);
      expect(reply.headers).toMatchObject({
        "retry-after": "7",
        "retry-after-ms": "7000",
        "x-request-id": "request-1",
        date: "Tue, 24 Nov 2026 00:00:00 GMT",
        "access-control-allow-origin": ORIGIN,
        "access-control-expose-headers": "retry-after, retry-after-ms, x-request-id, date",
        "cache-control": "no-store",
        "content-type": "application/json",
        vary: "Origin",
      });
      for (const absent of [
        "set-cookie",
        "x-internal",
        "server",
        "www-authenticate",
        "access-control-allow-credentials",
      ]) {
        expect(reply.headers).not.toHaveProperty(absent);
      }
    });

    test("is never a page of the proxy's own origin", async () => {
      api.answer = (reply) => reply.writeHead(200, { "content-type": "text/html" }).end("<script>1</script>");
      const { headers } = await ask(platform, { target: "/open/execute_flow/x" });
      expect(headers).toMatchObject({
        "content-type": "text/plain; charset=utf-8",
        "x-content-type-options": "nosniff",
      });
    });

    test("is an answer to its preflight, of which the API does not hear", async () => {
      const reply = await ask(platform, {
        method: "OPTIONS",
        target: "/open/execute_flow",
        headers: { "access-control-request-method": "POST", authorization: "Bearer nobody" },
      });
      expect(reply.status).toBe(204);
      expect(reply.headers["access-control-allow-origin"]).toBe(ORIGIN);
      expect(reply.headers["access-control-allow-headers"]).toBe("content-type, x-wexa-attempt");
      expect(lines()).toEqual([]);
    });

    test("can be read also where it is refused", async () => {
      const reply = await ask(platform, { target: "/open/agentflows" });
      expect(reply.headers["access-control-allow-origin"]).toBe(ORIGIN);
      expect(refusalOf(reply)).toEqual({
        detail: "the proxy does not allow agentflows.list",
        code: "proxy_not_allowed",
      });
    });

    test("is not a reply that is too large", async () => {
      api.answer = (reply) => reply.end(JSON.stringify("x".repeat(200_000)));
      const declared = await ask(platform, { target: "/open/execute_flow/x" });
      expect([declared.status, refusalOf(declared).code]).toEqual([502, "proxy_upstream"]);
      api.answer = (reply) => {
        for (let part = 0; part < 20; part++) reply.write("x".repeat(10_000));
        reply.end();
      };
      expect((await ask(platform, { target: "/open/execute_flow/x" })).status).toBe(502);
    });

    test("is not told what a failing authorize has thrown", async () => {
      const reply = await ask(platform, {
        target: "/open/execute_flow/x",
        headers: { authorization: "Bearer broken" },
      });
      expect(reply.status).toBe(403);
      expect(reply.text).not.toContain("database");
    });
  });

  describe("the key is in no reply, though the API", () => {
    const escaped = [...KEY]
      .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join("");
    const echoes: Array<[string, number, Record<string, string>, string]> = [
      ["echoes it in JSON", 401, {}, JSON.stringify({ detail: `the key ${KEY} is wrong`, [KEY]: [KEY] })],
      ["echoes it in text", 500, { "content-type": "text/html" }, `<p>${KEY}</p>`],
      ["echoes it escaped", 200, {}, `{"projectID":"p","detail":"${escaped}"}`],
      ["echoes it with escaped slashes", 200, {}, `{"detail":"${KEY.replaceAll("/", "\\/")}"}`],
      ["echoes it percent-encoded", 200, {}, `{"url":"/?key=${encodeURIComponent(KEY)}"}`],
      ["echoes it in other letters", 200, {}, JSON.stringify(KEY.toUpperCase())],
      ["echoes it in a header", 200, { "x-request-id": KEY, "retry-after": KEY, "x-api-key": KEY }, "{}"],
      ["redirects to it", 302, { location: `https://evil.example/?${KEY}` }, KEY],
      ["redirects here with it", 307, { location: `/open/execute_flow/y?${KEY}` }, KEY],
    ];
    test.each(echoes)("%s", async (_, status, headers, text) => {
      api.answer = (reply) => reply.writeHead(status, headers).end(text);
      const reply = await ask(platform, { target: "/open/execute_flow/x" });
      expect(reply.status).toBe(status >= 300 && status < 400 ? 502 : status);
      const all = reply.text.toLowerCase();
      for (const form of [KEY, encodeURIComponent(KEY), escaped, KEY.replaceAll("/", "\\/")]) {
        expect(all).not.toContain(form.toLowerCase());
      }
      expect(lines()).toEqual(["GET /execute_flow/x"]);
    });
  });

  describe("an attempt", () => {
    test("is forwarded once, whatever became of it", async () => {
      const headers = { "x-wexa-attempt": newAttempt() };
      const first = await ask(platform, { ...create, body, headers });
      const again = await ask(platform, { ...create, body, headers });
      expect([first.status, again.status, refusalOf(again).code]).toEqual([200, 409, "proxy_replayed"]);
      expect(api.reached).toHaveLength(1);
    });

    test("is forwarded once of ten that come at the same time", async () => {
      const headers = { "x-wexa-attempt": newAttempt() };
      const replies = await Promise.all(
        Array.from({ length: 10 }, () => ask(platform, { ...create, body, headers })),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
      expect(api.reached).toHaveLength(1);
    });

    test("is not said to be refused where the first copy was let through", async () => {
      const attempt = newAttempt();
      await ask(platform, { ...create, body, headers: { "x-wexa-attempt": attempt } });
      // The visitor's session ends between the two.
      for (const authorization of ["Bearer nobody", "Bearer broken", "Bearer login"]) {
        const headers = { "x-wexa-attempt": attempt.toUpperCase(), authorization };
        const again = await ask(platform, { ...create, body, headers });
        expect([again.status, refusalOf(again).code]).toEqual([409, "proxy_replayed"]);
      }
      expect(api.reached).toHaveLength(1);
    });

    test("is not needed where doing it twice does no harm", async () => {
      const headers = { "x-wexa-attempt": null };
      const reply = await ask(platform, { method: "POST", target: "/open/task/x/stop", headers });
      expect(reply.status, reply.text).toBe(200);
    });
  });

  test("a caller that goes ends the request to the API", async () => {
    api.answer = () => undefined;
    const reply = await ask(platform, { target: "/open/execute_flow/x", headers: { "x-goes-after": "300" } });
    expect([reply.status, refusalOf(reply).code]).toEqual([499, "proxy_upstream"]);
    await expect.poll(() => api.reached.map(({ dropped }) => dropped), { timeout: 4000 }).toEqual([true]);
  });

  test("a lost connection to the API is told as one", async () => {
    api.answer = (reply) => reply.destroy();
    const reply = await ask(platform, { ...create, body });
    expect([reply.status, refusalOf(reply).code]).toEqual([502, "proxy_upstream"]);
    expect(reply.headers).not.toHaveProperty("retry-after");
  });
});

// Miniflare does not tell a worker that its caller has gone.
test("on Node's HTTP server a caller goes when its connection does", async () => {
  const api = await serveApi();
  const platform = await platforms["Node's HTTP server"](api);
  try {
    api.answer = () => undefined;
    const controller = new AbortController();
    const target = `http://127.0.0.1:${platform.port}/open/execute_flow/x`;
    const { signal } = controller;
    const asked = fetch(target, { headers: { origin: ORIGIN }, signal }).catch(() => undefined);
    await expect.poll(() => api.reached.length).toBe(1);
    controller.abort();
    await asked;
    await expect.poll(() => api.reached[0]?.dropped, { timeout: 4000 }).toBe(true);
  } finally {
    await platform.stop();
    await api.stop();
  }
});
