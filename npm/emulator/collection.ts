import { Refusal } from "./refusal.ts";

/** Things by their ids, oldest first, never more than a limit: beyond it the oldest goes. */
export class Collection<T> {
  readonly #what: string;
  readonly #limit: number;
  // A Map keeps the order of insertion, which is the order of age.
  readonly #items = new Map<string, T>();

  /** @param what One of its things, for messages: `Project`. */
  constructor(what: string, limit: number) {
    this.#what = what;
    this.#limit = limit;
  }

  /** The thing, or a `Refusal` with 404. */
  get(id: string): T {
    const item = this.#items.get(id);
    if (item === undefined) throw this.missing();
    return item;
  }

  find(id: string): T | undefined {
    return this.#items.get(id);
  }

  /** Adds a thing, or replaces it in its place. */
  set(id: string, item: T): T {
    if (!this.#items.has(id) && this.#items.size >= this.#limit) {
      const [oldest] = this.#items.keys();
      if (oldest !== undefined) this.#items.delete(oldest);
    }
    this.#items.set(id, item);
    return item;
  }

  /** @returns Whether it was there. */
  delete(id: string): boolean {
    return this.#items.delete(id);
  }

  /** Those that pass the test, newest first. */
  list(test: (item: T) => boolean = () => true): T[] {
    return [...this.#items.values()].filter(test).reverse();
  }

  /** What is thrown for a thing that is not there. */
  missing(): Refusal {
    return new Refusal(404, `${this.#what} not found`);
  }
}
