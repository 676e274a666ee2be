import type { EmulatorClock } from "./clock.ts";
import { Collection } from "./collection.ts";
import { echo } from "./echo.ts";
import { objectID } from "./ids.ts";
import type { JsonObject } from "./json.ts";
import { skipped } from "./pages.ts";
import type { Handler, Handlers } from "./row.ts";

const LIMIT = 1000;

/** Skills: those that were created are stateful; any other id is the documents' example. */
export function skillHandlers(clock: EmulatorClock): Handlers {
  const skills = new Collection<JsonObject>("Skill", LIMIT);
  // One route is both: the names of a request decide.
  const list: Handler = ({ query: { projectID, name, limit } }) => {
    const found = skills.list(
      (skill) => skill.projectID === projectID && (name === undefined || skill.name === name),
    );
    return { body: { data: skipped(found, undefined, limit) } };
  };

  return {
    "skills.list": list,
    "skills.getByName": list,
    "skills.get": (call) => {
      const skill = skills.find(call.ids[0] ?? "");
      return skill === undefined ? echo(call) : { body: skill };
    },
    "skills.create": ({ body }) => {
      const _id = objectID(clock.now());
      return { body: skills.set(_id, { user_id: null, ...body, is_deleted: false, actions: [], _id }) };
    },
  };
}
