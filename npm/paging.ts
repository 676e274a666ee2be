// How the next page of a list is asked for: `Paging` in src/metadata.rs, counted from 1. Whole lists are 1.
const SKIP = 2;
const AFTER = 5;
/** What counts, by how the page is asked for. */
const COUNTERS = { [SKIP]: "skip", 3: "page", 4: "page_no" } as const;

interface Query {
  skip?: number;
  page?: number;
  page_no?: number;
  after_id?: string;
}

/**
 * Goes over the items of the pages of a list. The documents say of no list how it ends, so it ends with the first page
 * that is empty, or the same as the one before (a server that knows nothing of pages). A short page is no end: servers
 * may give fewer items than were asked for.
 */
export async function* itemsOf<Item>(
  paging: number,
  first: Promise<unknown>,
  given: unknown,
  ask: (query: Query) => Promise<unknown>,
): AsyncGenerator<Item, void, undefined> {
  let query: Query | undefined = { ...(given as Query | undefined) };
  let before: string | undefined;
  for (let page = await first; query; page = query && (await ask(query))) {
    const items = arrayIn(page) as Item[];
    const head = items.length > 0 ? JSON.stringify(items[0]) : undefined;
    if (head === undefined || head === before) return;
    before = head;
    yield* items;
    query = next(paging, query, items);
  }
}

/** The query of the page after those items, if there may be one. */
function next(paging: number, query: Query, items: unknown[]): Query | undefined {
  if (paging === AFTER) {
    const after_id = (items.at(-1) as { _id?: unknown } | null)?._id;
    return typeof after_id === "string" ? { ...query, after_id } : undefined;
  }
  const counter = COUNTERS[paging as keyof typeof COUNTERS];
  if (!counter) return undefined;
  const [from, by] = paging === SKIP ? [0, items.length] : [1, 1];
  return { ...query, [counter]: (query[counter] ?? from) + by };
}

/** The items of a page: an array, or the array of an envelope. */
function arrayIn(page: unknown): unknown[] {
  const array = [page, (page as { data?: unknown } | null)?.data].find(Array.isArray);
  if (array) return array;
  // No envelope is documented: what else is an array in one is shorter than the items.
  const arrays = Object.values(page ?? {}).filter(Array.isArray);
  return arrays.sort((a, b) => b.length - a.length)[0] ?? [];
}
