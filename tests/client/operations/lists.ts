import type { Client } from "./client.ts";

/** An item, as far as paging looks at it. */
export interface Item {
  _id: string;
}

/** What the caller says of the pages. */
export type Query = { limit?: number; page_size?: number; page?: number; skip?: number };

/** A list, how its pages are asked for, and the envelope that its items are in. */
export interface List {
  name: string;
  list(client: Client, query?: Query): PromiseLike<unknown> & AsyncIterable<unknown>;
  /** The name of the page's size in the query. */
  size: "limit" | "page_size";
  /** What the query says of the page after `items` that follow `before` pages of `given` items each. */
  next(before: number, given: number, last: Item): [name: string, value: string];
  envelope: (items: Item[]) => unknown;
}

export const LISTS: readonly List[] = [
  {
    name: "inbox.list",
    list: (client, query) => client.inbox.list(query),
    size: "limit",
    next: (_before, _given, last) => ["after_id", last._id],
    envelope: (inbox_requests) => ({ total_count: 1000, inbox_requests }),
  },
  {
    name: "tasks.list",
    list: (client, query) => client.tasks.list(query),
    size: "limit",
    next: (before, given) => ["skip", String(before * given)],
    envelope: (data) => ({ data }),
  },
  {
    name: "agentflows.list",
    list: (client, query) => client.agentflows.list(query),
    size: "limit",
    next: (before, given) => ["skip", String(before * given)],
    envelope: (agentflows) => ({ agentflows }),
  },
  {
    name: "tables.listRecords",
    list: (client, query) => client.tables.listRecords("t", query),
    size: "page_size",
    next: (before) => ["page", String(before + 1)],
    envelope: (records) => ({ records, total_count: 1000 }),
  },
  {
    name: "projects.list",
    list: (client, query) => client.projects.list(query),
    size: "limit",
    next: (before) => ["page", String(before + 1)],
    envelope: (projectList) => ({ projectList, totalCount: 1000 }),
  },
  {
    name: "schedules.list",
    list: (client, query) => client.schedules.list(query),
    size: "limit",
    next: (before) => ["page_no", String(before + 1)],
    envelope: (data) => ({ data }),
  },
];
