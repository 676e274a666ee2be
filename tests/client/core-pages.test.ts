// How a list ends, whatever the server does.
import { expect, test } from "vitest";
import type { ApiPromise, CallOperation } from "../../npm/core/api-promise.ts";
import { listPromise, type Paging } from "../../npm/core/page-promise.ts";

/** Loops over a list whose server answers a query with `serve`; the items, and the queries that were sent. */
async function loop(paging: Paging, serve: (query: Record<string, unknown>, count: number) => unknown) {
  const queries: Record<string, unknown>[] = [];
  const call: CallOperation = <T>(_: string, { query }: { query?: unknown }) => {
    queries.push({ ...(query as object) });
    const page = serve(query as Record<string, unknown>, queries.length);
    return Promise.resolve(page) as unknown as ApiPromise<T>;
  };
  const items: unknown[] = [];
  for await (const item of listPromise<unknown, unknown>(
    call,
    "tasks.list",
    { query: {} },
    paging,
    undefined,
  )) {
    items.push(item);
    if (items.length > 50) throw new Error("it does not end");
  }
  return { items, queries };
}

const page = (...ids: string[]) => ids.map((_id) => ({ _id }));

test("each way to request the next page", async () => {
  const pages = [page("a", "b"), page("c"), []];
  const queries = async (paging: Paging) => (await loop(paging, (_, count) => pages[count - 1])).queries;
  expect(await queries("whole")).toEqual([{}]);
  expect(await queries("skip")).toEqual([{}, { skip: 2 }, { skip: 3 }]);
  expect(await queries("page")).toEqual([{}, { page: 2 }, { page: 3 }]);
  expect(await queries("page_no")).toEqual([{}, { page_no: 2 }, { page_no: 3 }]);
  expect(await queries("after_id")).toEqual([{}, { after_id: "b" }, { after_id: "c" }]);
});

test("a page with the ids of the last one ends the list, even if its items have changed", async () => {
  const changing = (_: unknown, count: number) => [{ _id: "a", at: count }, { _id: "b" }];
  for (const paging of ["skip", "page", "after_id"] as const) {
    const { items, queries } = await loop(paging, changing);
    expect([items.length, queries.length]).toEqual([2, 2]);
  }
});

test("a page in another order, or with fewer of the same items, ends the list", async () => {
  const pages = [page("a", "b", "c"), page("c", "a")];
  expect((await loop("page", (_, count) => pages[count - 1])).items).toEqual(pages[0]);
});

test("a cursor that repeats ends the list", async () => {
  // The server ignores after_id, and each of its pages has a new first item.
  const { items, queries } = await loop("after_id", (_, count) => page(`new ${count}`, "z"));
  expect(queries).toEqual([{}, { after_id: "z" }]);
  expect(items).toEqual([...page("new 1", "z"), ...page("new 2", "z")]);
});

test("items without an id are compared as JSON", async () => {
  const { items, queries } = await loop("page", (_, count) => (count < 3 ? [[count]] : [[2]]));
  expect(items).toEqual([[1], [2]]);
  expect(queries).toHaveLength(3);
  const executions = (_: unknown, count: number) => [{ execution_id: "e", at: count }];
  expect((await loop("page", executions)).items).toHaveLength(1);
});
