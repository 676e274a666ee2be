import {
  type Groups as AllGroups,
  type ExecutionsOperations as OfExecutions,
  type InboxOperations as OfInbox,
  TABLE,
} from "./generated/groups.ts";
import { type Begin, listPromise } from "./group.ts";
import type { RequestOptions } from "./options.ts";

/** The operations of one group of a client. */
type Group = new (begin: Begin) => object;

/** The class of each group, by the group's name. */
const CLASSES = /* @__PURE__ */ classes();

/** The methods come from words of the table: `method` in xtask/src/generate/resources.rs says what is in one. */
function classes(): Map<string, Group> {
  let count = 0;
  const classOf = (row: string): [string, Group] => {
    const [group, ...words] = row.split(",") as [string, ...string[]];
    class Own {
      readonly #begin: Begin;

      constructor(begin: Begin) {
        this.#begin = begin;
      }

      static {
        for (const word of words) {
          const operation = count++;
          const method = word.replace(/^\d+/, "");
          const bits = Number.parseInt(word, 10) ^ 1;
          const paging = bits >> 4;
          const { [method]: value } = {
            [method](this: Own, ...given: unknown[]) {
              const call = {
                operation,
                name: `${group}.${method}`,
                ids: given.splice(0, bits & 3),
                body: bits & 4 ? given.shift() : undefined,
                query: bits & 8 ? given.shift() : undefined,
              };
              const options = given[0] as RequestOptions | undefined;
              return paging
                ? listPromise(paging, call, (page) => this.#begin(page, options))
                : this.#begin(call, options);
            },
          };
          Object.defineProperty(Own.prototype, method, { value, writable: true, configurable: true });
        }
      }
    }
    return [group, Own];
  };
  return new Map(TABLE.split(" ").map(classOf));
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
export const Groups = class {
  constructor(begin: Begin) {
    for (const [name, own] of CLASSES) (this as Record<string, unknown>)[name] = new own(begin);
  }
} as unknown as new (
  begin: Begin,
) => AllGroups;
