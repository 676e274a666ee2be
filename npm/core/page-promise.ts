import type { RequestOptions } from "../generated/options.ts";
import type { OperationName } from "../generated/routes.ts";
import type { ApiPromise, CallOperation, OperationArgs } from "./api-promise.ts";

/**
 * How the next page of a list is requested: not at all (`whole`), by the number of items read (`skip`), by the number of
 * the page from 1 (`page`, `page_no`), or by the `_id` of the last item (`after_id`).
 */
export type Paging = "whole" | "skip" | "page" | "page_no" | "after_id";

/** The promise of a list's first page, as the server sends it; `for await` goes over the items of all pages. */
export interface ListPromise<T, Item> extends ApiPromise<T> {
  /** The items of all pages. Requests the second page and those after it when the loop gets to them. */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
}

/** The fields of a query that select a page. */
interface PageQuery {
  skip?: number;
  page?: number;
  page_no?: number;
  after_id?: string;
}

/** Requests the first page of a list now, and the others when a loop needs them. */
export function listPromise<T, Item>(
  call: CallOperation,
  operation: OperationName,
  args: OperationArgs,
  paging: Paging,
  options: RequestOptions | undefined,
): ListPromise<T, Item> {
  const first = call<T>(operation, args, options);
  // The caller may change its query after the call; the later pages belong to the query as it was.
  const query = copyQuery(args.query);
  const request = (query: PageQuery): Promise<unknown> => call(operation, { ...args, query }, options);
  return Object.assign(first, {
    [Symbol.asyncIterator]: () => iterateItems<Item>(paging, first, query, request),
  });
}

/** A copy of a query; `{}` for one that cannot be read, which the first call refuses. */
function copyQuery(query: unknown): PageQuery {
  try {
    return { ...(query as PageQuery | undefined) };
  } catch {
    return {};
  }
}

/**
 * Goes over the items of a list's pages.
 *
 * The API documentation does not say how a list ends. It ends with the first page that has no item, or none that was not
 * in the page before (a server that ignores the paging), or when the next page would be the one just read. A short page
 * does not end it: servers may send fewer items than the client requested.
 */
async function* iterateItems<Item>(
  paging: Paging,
  first: Promise<unknown>,
  firstQuery: PageQuery,
  request: (query: PageQuery) => Promise<unknown>,
): AsyncGenerator<Item, void, undefined> {
  let query: PageQuery | undefined = firstQuery;
  let known: ReadonlySet<string> = new Set();
  for (let page = await first; query; page = query && (await request(query))) {
    const items = findItems(page) as Item[];
    const keys = items.map(getKey);
    if (keys.every((key) => known.has(key))) return;
    known = new Set(keys);
    yield* items;
    query = nextQuery(paging, query, items);
  }
}

/** What identifies an item: its id, or all of it. */
function getKey(item: unknown): string {
  const { _id, execution_id } = (item ?? {}) as { _id?: unknown; execution_id?: unknown };
  const id = [_id, execution_id].find((value) => typeof value === "string" && value !== "");
  return (id as string | undefined) ?? JSON.stringify(item);
}

/** The query of the page after those items, if there may be one. */
function nextQuery(paging: Paging, query: PageQuery, items: unknown[]): PageQuery | undefined {
  switch (paging) {
    case "whole":
      return undefined;
    case "skip":
      return { ...query, skip: (query.skip ?? 0) + items.length };
    case "page":
    case "page_no":
      return { ...query, [paging]: (query[paging] ?? 1) + 1 };
    case "after_id": {
      const after_id = (items.at(-1) as { _id?: unknown } | null)?._id;
      return typeof after_id === "string" && after_id !== query.after_id ? { ...query, after_id } : undefined;
    }
  }
}

/** The items of a page: an array, or the array in an envelope. */
function findItems(page: unknown): unknown[] {
  const array = [page, (page as { data?: unknown } | null)?.data].find(Array.isArray);
  if (array) return array;
  // No envelope is documented. If it holds several arrays, the longest one is taken for the items.
  const arrays = Object.values(page ?? {}).filter(Array.isArray);
  return arrays.sort((a, b) => b.length - a.length)[0] ?? [];
}
