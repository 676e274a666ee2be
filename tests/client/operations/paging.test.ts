import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, clientOf, rejection, wexa } from "./client.ts";
import { type Item, LISTS } from "./lists.ts";
import { type Arrived, json, type Recorder, record } from "./recorder.ts";

let server: Recorder;
let client: Client;
beforeAll(async () => {
  server = await record();
  client = clientOf(server.baseUrl, { projectID: "p" });
});
afterAll(() => server.stop());

const lists = LISTS.map((list) => [list.name, list] as const);

const items = (page: number, size: number): Item[] =>
  Array.from({ length: size }, (_, at) => ({ _id: `${page}-${at} ü&` }));

const queryOf = ({ query }: Arrived): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(query));

/** Answers page after page, and then what the last one is. */
function serve(pages: unknown[]): void {
  server.answer((response, request, count) =>
    json(pages[Math.min(count, pages.length) - 1])(response, request, count),
  );
}

async function all(list: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of list) {
    found.push(item);
    if (found.length > 100) throw new Error("it does not end");
  }
  return found;
}

describe.each(lists)("%s", (name, { list, size, next, envelope }) => {
  const forms = [
    ["an envelope", envelope],
    ["a bare array", (found: Item[]): unknown => found],
  ] as const;

  describe.each(forms)("in %s", (_, form) => {
    test("all pages, until an empty one", async () => {
      const pages = [items(1, 2), items(2, 2), items(3, 2), []];
      serve(pages.map((page) => form(page)));
      expect(await all(list(client))).toEqual(pages.flat());
      expect(server.arrived).toHaveLength(4);
      const queries = server.arrived.map(queryOf);
      for (const [before, query] of queries.entries()) {
        const last = pages[before - 1]?.at(-1);
        const place = last ? Object.fromEntries([next(before, 2, last)]) : {};
        const { projectID, ...asked } = query;
        expect([undefined, "p"]).toContain(projectID);
        expect(asked, `page ${before + 1}`).toEqual(place);
      }
    });

    test("the first page says nothing of a place in the list", async () => {
      serve([form(items(1, 2))]);
      await list(client);
      for (const place of ["skip", "page", "after_id"])
        expect(queryOf(server.arrived[0] as Arrived)).not.toHaveProperty(place);
    });

    test("a page shorter than asked for is not the last: servers cap what they give", async () => {
      const pages = [items(1, 2), items(2, 2), items(3, 1)];
      serve([...pages.map((page) => form(page)), form([])]);
      expect(await all(list(client, { [size]: 3 }))).toEqual(pages.flat());
      expect(server.arrived.map((one) => queryOf(one)[size])).toEqual(["3", "3", "3", "3"]);
    });

    test("a page that comes again is the last, and its items are not given twice", async () => {
      serve([form(items(1, 2)), form(items(2, 2)), form(items(2, 2))]);
      expect(await all(list(client))).toEqual([...items(1, 2), ...items(2, 2)]);
      expect(server.arrived).toHaveLength(3);
    });

    test("an empty list", async () => {
      serve([form([])]);
      expect(await all(list(client))).toEqual([]);
      expect(server.arrived).toHaveLength(1);
    });

    test("await gives the first page as the server gave it", async () => {
      const page = form(items(1, 2));
      serve([page]);
      expect(await list(client)).toEqual(page);
      expect(server.arrived).toHaveLength(1);
    });
  });

  test("break stops asking", async () => {
    serve([envelope(items(1, 2)), envelope(items(2, 2)), envelope(items(3, 2))]);
    const found: unknown[] = [];
    for await (const item of list(client)) {
      found.push(item);
      if (found.length === 3) break;
    }
    expect(found).toEqual([...items(1, 2), ...items(2, 1)]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.arrived).toHaveLength(2);
  });

  test("an error in the third page rejects the loop, after the items of the first two", async () => {
    server.answer((response, request, count) => {
      if (count < 3) json(envelope(items(count, 2)))(response, request, count);
      else json({ detail: "no" }, 403)(response, request, count);
    });
    const found: unknown[] = [];
    const loop = async (): Promise<void> => {
      for await (const item of list(client)) found.push(item);
    };
    const error = await rejection(loop());
    expect(error).toBeInstanceOf(wexa.PermissionError);
    expect(error.operation).toBe(name);
    expect(found).toEqual([...items(1, 2), ...items(2, 2)]);
    expect(server.arrived).toHaveLength(3);
  });

  test("a page that fails once is asked for again", async () => {
    const pages = [items(1, 2), items(2, 2), []];
    let served = 0;
    server.answer((response, request, count) => {
      if (count === 2) json({ detail: "boom" }, 500)(response, request, count);
      else json(envelope(pages[served++] ?? []))(response, request, count);
    });
    expect(await all(list(client))).toEqual(pages.flat());
    expect(server.arrived).toHaveLength(4);
  });
});

describe("where the caller begins", () => {
  test("tasks.list: by skip", async () => {
    serve([{ data: items(1, 2) }, { data: [] }]);
    expect(await all(client.tasks.list({ skip: 10 }))).toEqual(items(1, 2));
    expect(server.arrived.map((one) => queryOf(one).skip)).toEqual(["10", "12"]);
  });

  test("tables.listRecords: by page", async () => {
    serve([{ records: items(1, 2) }, { records: [] }]);
    expect(await all(client.tables.listRecords("t", { page: 4 }))).toEqual(items(1, 2));
    expect(server.arrived.map((one) => queryOf(one).page)).toEqual(["4", "5"]);
  });

  test("inbox.list: after an id", async () => {
    serve([{ inbox_requests: items(1, 2) }, { inbox_requests: [] }]);
    expect(await all(client.inbox.list({ after_id: "x", status: "pending" }))).toEqual(items(1, 2));
    expect(server.arrived.map(queryOf)).toEqual([
      { projectID: "p", after_id: "x", status: "pending" },
      { projectID: "p", after_id: "1-1 ü&", status: "pending" },
    ]);
  });
});

describe("executions.list, of which no paging is known", () => {
  const executions = [1, 2].map((at) => ({ execution_id: `e${at}`, status: "ready" }));

  test.each([
    ["an envelope", { data: executions }],
    ["a bare array", executions],
  ])("one page, in %s", async (_, page) => {
    serve([page]);
    expect(await all(client.executions.list())).toEqual(executions);
    expect(server.arrived).toHaveLength(1);
    expect(await client.executions.list()).toEqual(page);
  });
});
