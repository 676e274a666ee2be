import type { EmulatorClock } from "./clock.ts";
import { Collection } from "./collection.ts";
import { objectID } from "./ids.ts";
import { holds, type JsonObject } from "./json.ts";
import { paged } from "./pages.ts";
import type { Call, Handlers } from "./row.ts";

const LIMIT = 1000;
// What the vendor's SDK asks for when it is not told a number.
const PAGE_SIZE = 20;

/** Schedules, stateful. They are kept, and start nothing. */
export function scheduleHandlers(clock: EmulatorClock): Handlers {
  const schedules = new Collection<JsonObject>("Schedule", LIMIT);
  const find = ({ ids: [id = ""], query: { projectID } }: Call): JsonObject => {
    const schedule = schedules.get(id);
    if (projectID !== undefined && schedule.projectID !== projectID) throw schedules.missing();
    return schedule;
  };

  return {
    "schedules.list": ({ query }) => {
      const found = schedules.list((schedule) => isWanted(schedule, query));
      const { items, page } = paged(found, query.page_no, query.limit, PAGE_SIZE);
      return { body: { data: items, total_count: found.length, page_no: page } };
    },
    "schedules.create": ({ body, query: { projectID = null } }) => {
      const ms = clock.now();
      const _id = objectID(ms);
      const made = { created_at: ms / 1000, updated_at: ms / 1000, projectID, _id };
      return { body: schedules.set(_id, { status: "active", ...body, ...made }) };
    },
    "schedules.get": (call) => ({ body: find(call) }),
    "schedules.update": (call) => {
      const schedule = find(call);
      const { _id, projectID = null, created_at = null } = schedule;
      const kept = { projectID, created_at, updated_at: clock.now() / 1000, _id: _id as string };
      return { body: schedules.set(kept._id, { ...schedule, ...call.body, ...kept }) };
    },
    "schedules.delete": (call) => {
      const _id = find(call)._id as string;
      schedules.delete(_id);
      return { body: { _id, is_deleted: true } };
    },
  };
}

function isWanted(schedule: JsonObject, query: Call["query"]): boolean {
  const equal = ["projectID", "coworker_id", "status", "type"].every(
    (name) => query[name] === undefined || schedule[name] === query[name],
  );
  return equal && (query.search_key === undefined || holds(schedule, query.search_key));
}
