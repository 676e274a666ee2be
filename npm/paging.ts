// How the next page of a list is asked for: `Paging` in src/describe.rs, counted from 1. Whole lists are 1.
const SKIP = 2;
const PAGE = 3;
const PAGE_NO = 4;
const AFTER = 5;

interface Query {
  skip?: number;
  page?: number;
  page_no?: number;
  after_id?: string;
}

/**
 * Goes over the pages of a list. The documents say of no list how it ends, so it ends with the first page that is
 * empty, or the same as the one before (a server that knows nothing of pages). A short page is no end: servers may give
 * fewer items than were asked for.
 */
export class Pages<Item> {
  readonly #paging: number;
  #query: Query;
  #items: Item[] = [];
  #first: unknown;
  #ended = false;

  constructor(paging: number, query: unknown) {
    this.#paging = paging;
    this.#query = { ...(query as Query | undefined) };
  }

  /** The items of a page: an array, or the array of an envelope. */
  items(page: unknown): Item[] {
    const items = arrayIn(page) as Item[];
    const first = items.length > 0 ? JSON.stringify(items[0]) : undefined;
    this.#ended = first === undefined || first === this.#first;
    const again = first !== undefined && first === this.#first;
    this.#first = first;
    this.#items = again ? [] : items;
    return this.#items;
  }

  /** The query of the page after it, if there may be one. */
  next(): Query | undefined {
    if (this.#ended) return undefined;
    const query = this.#query;
    switch (this.#paging) {
      case SKIP:
        this.#query = { ...query, skip: (query.skip ?? 0) + this.#items.length };
        break;
      case PAGE:
        this.#query = { ...query, page: (query.page ?? 1) + 1 };
        break;
      case PAGE_NO:
        this.#query = { ...query, page_no: (query.page_no ?? 1) + 1 };
        break;
      case AFTER: {
        const last = this.#items.at(-1) as { _id?: unknown } | undefined;
        if (typeof last?._id !== "string") return undefined;
        this.#query = { ...query, after_id: last._id };
        break;
      }
      default:
        return undefined;
    }
    return this.#query;
  }
}

function arrayIn(page: unknown): unknown[] {
  if (Array.isArray(page)) return page;
  if (typeof page !== "object" || page === null) return [];
  const { data } = page as { data?: unknown };
  if (Array.isArray(data)) return data;
  // No envelope is documented: what else is an array in one is shorter than the items.
  const arrays = Object.values(page).filter(Array.isArray);
  return arrays.sort((a, b) => b.length - a.length)[0] ?? [];
}
