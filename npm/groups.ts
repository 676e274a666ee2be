import {
  type Groups as AllGroups,
  type ExecutionsOperations as OfExecutions,
  type InboxOperations as OfInbox,
  TABLE,
} from "./generated/groups.ts";
import { type Begin, listPromise } from "./group.ts";
import type { RequestOptions } from "./options.ts";

/** The operations of one group of a client. Its methods come from the table. */
class Group {
  readonly #begin: Begin;

  constructor(begin: Begin) {
    this.#begin = begin;
  }

  /** Adds the method of an operation: see `method` in xtask/src/generate/groups.rs for what the last two digits say. */
  static add({ prototype }: typeof Group, group: string, operation: number, word: string): void {
    const method = word.slice(0, -2);
    const takes = Number.parseInt(word.slice(-2, -1), 16);
    const paging = Number(word.slice(-1));
    const { [method]: value } = {
      [method](this: Group, ...given: unknown[]) {
        let at = takes & 3;
        const call = {
          operation,
          name: `${group}.${method}`,
          ids: Array.from({ length: at }, (_, place) => given[place]),
          body: takes & 4 ? given[at++] : undefined,
          query: takes & 8 ? given[at++] : undefined,
        };
        const options = given[at] as RequestOptions | undefined;
        return paging
          ? listPromise(paging, call, (page) => this.#begin(page, options))
          : this.#begin(call, options);
      },
    };
    Object.defineProperty(prototype, method, { value, writable: true, configurable: true });
  }
}

/** The class of each group, by the group's name. */
const CLASSES = /* @__PURE__ */ classes();

function classes(): Map<string, typeof Group> {
  let operation = 0;
  return new Map(
    TABLE.split(";").map((row) => {
      const [group = "", ...words] = row.split(" ");
      const own = class extends Group {};
      for (const word of words) Group.add(own, group, operation++, word);
      return [group, own];
    }),
  );
}

/** The operations on executions, as they are in the table. */
export const ExecutionsOperations = /* @__PURE__ */ CLASSES.get("executions") as unknown as new (
  begin: Begin,
) => OfExecutions;

/** The operations on the inbox, as they are in the table. */
export const InboxOperations = /* @__PURE__ */ CLASSES.get("inbox") as unknown as new (
  begin: Begin,
) => OfInbox;

/** A client's groups. */
export const Groups = /* @__PURE__ */ groups();

function groups(): new (begin: Begin) => AllGroups {
  class Groups {
    constructor(begin: Begin) {
      for (const [name, own] of CLASSES) (this as Record<string, unknown>)[name] = new own(begin);
    }
  }
  return Groups as new (
    begin: Begin,
  ) => AllGroups;
}
