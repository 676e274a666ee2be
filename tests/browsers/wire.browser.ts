// The requests that leave each browser, from a page and from a worker, as a server on this machine gets them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documented, inPieces } from "../support/answers.ts";
import { browsers } from "../support/browsers/all.ts";
import { type AskedPage, openAsked, type Place } from "../support/browsers/asked-page.ts";
import type { BrowserName } from "../support/browsers/driver.ts";
import { readCurl } from "../support/curl.ts";
import { type Answer, header, type Listening, type Received, serve } from "../support/server.ts";
import type { Question } from "./inside/wire-program.ts";

const curl = readCurl(readFileSync(new URL("../facts/create-executeflow.curl.txt", import.meta.url), "utf8"));
const program = join(import.meta.dirname, "inside/wire-program.ts");
const { request, response } = documented;
const id = response.execution_id;
const apiKey = "a-key/+&%=";

/** What a server says that lets pages of any origin call it. */
const FOR_PAGES = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "x-api-key, content-type",
  "access-control-allow-methods": "GET, POST",
};

const answer: Answer = (reply, { method, url }) => {
  if (method === "OPTIONS") reply.writeHead(204, FOR_PAGES).end();
  else {
    const headers = { ...FOR_PAGES, "content-type": "application/json" };
    reply.writeHead(url.startsWith("/execute_flow?") ? 201 : 200, headers).end(JSON.stringify(response));
  }
};

const names = ({ headers }: Received): string[] => headers.map(([name]) => name.toLowerCase()).sort();
const places: Place[] = ["page", "worker"];

describe.each(Object.keys(browsers) as BrowserName[])("%s", (browser) => {
  describe.each(places)("in a %s", (place) => {
    let page: AskedPage<Question, unknown>;
    beforeAll(async () => {
      page = await openAsked("wire", program, browser, place);
    });
    afterAll(() => page?.stop());

    /** Has a call made to a server of its own, and gives what has arrived there. */
    async function sent(
      call: Question["call"],
      more: Partial<Question> = {},
    ): Promise<{ preflight: Received; received: Received; told: unknown }> {
      const server: Listening = await serve(answer);
      const told = await page.run({ call, baseUrl: server.url, apiKey, request, id, ...more });
      expect(server.requests.map(({ method }) => method)).toEqual(["OPTIONS", expect.any(String)]);
      const [preflight, received] = server.requests as [Received, Received];
      return { preflight, received, told };
    }

    test.each(["create_executeflow", "create"] as const)("%s sends the documents' request", async (call) => {
      const { received, told } = await sent(call);
      expect(told).toEqual(response);
      expect({ method: received.method, url: received.url }).toEqual({ method: curl.method, url: curl.url });
      expect(JSON.parse(received.body)).toEqual(JSON.parse(curl.body));
      for (const [name, value] of curl.headers) {
        expect(header(received, name), name).toBe(value.replace("<api-key>", apiKey));
      }
      expect(header(received, "accept")).toBe("application/json");
      expect(header(received, "cookie")).toBeUndefined();
    });

    test("the browser asks first, without the key, for what the documents name", async () => {
      const { preflight, received } = await sent("create");
      expect(preflight).toMatchObject({ method: "OPTIONS", url: received.url, body: "" });
      expect(header(preflight, "access-control-request-method")).toBe("POST");
      expect(header(preflight, "access-control-request-headers")?.split(/,\s*/).sort()).toEqual([
        "content-type",
        "x-api-key",
      ]);
      for (const each of [preflight, received]) expect(header(each, "origin")).toBe(page.origin);
      expect(JSON.stringify(preflight)).not.toContain(apiKey);
    });

    test("no header is sent but the documented ones and the platform's own", async () => {
      const { received: bare } = await sent("fetch");
      const { received } = await sent("create");
      expect(names(received)).toEqual([...names(bare), "x-api-key"].sort());
    });

    test("the project is named by query and body, whatever its letters", async () => {
      const projectID = "a&b=c/é %";
      const { received } = await sent("create", { request: { ...request, projectID } });
      const { searchParams } = new URL(received.url, "http://localhost");
      expect([...searchParams]).toEqual([["projectID", projectID]]);
      expect(JSON.parse(received.body)).toEqual({ ...request, projectID });
    });

    test("variables arrive byte for byte", async () => {
      const input_variables = { text: '…\u{1F980}\u0000"\\', nested: [{ deep: [null, true, -0.5, 1e21] }] };
      const { received } = await sent("create", { request: { ...request, input_variables } });
      expect(JSON.parse(received.body)).toEqual({ ...request, input_variables });
      expect(Number(header(received, "content-length"))).toBe(Buffer.byteLength(received.body));
    });

    test("an execution is asked for by its id, with the key and without a body", async () => {
      const { preflight, received } = await sent("get");
      expect(received).toMatchObject({ method: "GET", url: `/execute_flow/${id}`, body: "" });
      expect(header(received, "x-api-key")).toBe(apiKey);
      expect(header(received, "content-type")).toBeUndefined();
      expect(header(preflight, "access-control-request-headers")).toBe("x-api-key");
    });

    test("an id is one segment of the path", async () => {
      const { received } = await sent("get", { id: "../a?b#c é" });
      expect(received.url).toBe("/execute_flow/..%2Fa%3Fb%23c%20%C3%A9");
    });

    test("long lists are the same each time they are read", async () => {
      const list = Array.from({ length: 300 }, (_, index) => ({
        ...response,
        note: "…\u{1F980}".repeat(index),
      }));
      const pieces = inPieces(list, FOR_PAGES);
      const server = await serve((reply, received) =>
        received.method === "OPTIONS" ? answer(reply, received) : pieces(reply, received),
      );
      const told = await page.run({ call: "lists", baseUrl: server.url, apiKey, request, id });
      expect(told).toEqual([list, list, list, list, list]);
    });

    test("an execution is cancelled by its id", async () => {
      const { received } = await sent("cancel");
      const { projectID } = request;
      const url = `/execute_flow/${id}/cancel?projectID=${projectID}`;
      expect(received).toMatchObject({ method: "POST", url });
      expect(JSON.parse(received.body)).toEqual({ projectID, execution_id: id });
      expect(header(received, "x-api-key")).toBe(apiKey);
    });
  });
});
