/** Items of a page when a request does not say how many. */
export const PAGE_SIZE = 100;

/** The part of a list that `skip` and `limit` leave. */
export function skipped<T>(items: readonly T[], skip: string | undefined, limit: string | undefined): T[] {
  const start = count(skip, 0);
  return items.slice(start, start + count(limit, PAGE_SIZE));
}

/**
 * The page of a list, and which one it is, counted from 1.
 * @param otherwise The size of a page when the request does not say.
 */
export function paged<T>(
  items: readonly T[],
  page: string | undefined,
  size: string | undefined,
  otherwise = PAGE_SIZE,
): { items: T[]; page: number; size: number } {
  const number = Math.max(1, count(page, 1));
  const length = count(size, otherwise);
  return { items: items.slice((number - 1) * length, number * length), page: number, size: length };
}

/** A count of a query, which has been checked to be a number: what is below zero is zero. */
function count(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Math.trunc(Number(text));
  return Number.isNaN(number) ? otherwise : Math.min(Math.max(0, number), Number.MAX_SAFE_INTEGER);
}
