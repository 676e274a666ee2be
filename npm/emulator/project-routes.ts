import type { EmulatorClock } from "./clock.ts";
import { Collection } from "./collection.ts";
import { objectID } from "./ids.ts";
import type { JsonObject } from "./json.ts";
import { paged } from "./pages.ts";
import type { Handlers } from "./row.ts";

const LIMIT = 1000;

/**
 * Projects, stateful.
 * @param forget Told of a project that is deleted, so that what belongs to it goes too.
 */
export function projectHandlers(clock: EmulatorClock, forget: (projectID: string) => void): Handlers {
  const projects = new Collection<JsonObject>("Project", LIMIT);
  const now = (): string => new Date(clock.now()).toISOString();

  return {
    "projects.list": ({ query: { status, orgId, page, limit } }) => {
      const found = projects.list(
        (project) =>
          (status === undefined || project.status === status) &&
          (orgId === undefined || project.orgId === orgId),
      );
      return { body: { projectList: paged(found, page, limit).items, totalCount: found.length } };
    },
    // The emulator has one user, who has every project.
    "projects.listAll": () => {
      const found = projects.list();
      return { body: { projectList: found, totalCount: found.length } };
    },
    "projects.get": ({ ids: [id = ""] }) => ({ body: projects.get(id) }),
    "projects.getByName": ({ ids: [name] }) => {
      const [project] = projects.list(({ projectName }) => projectName === name);
      if (project === undefined) throw projects.missing();
      return { body: project };
    },
    "projects.create": ({ body }) => {
      const _id = objectID(clock.now());
      const createdAt = now();
      return {
        body: projects.set(_id, {
          status: "published",
          ...toWire(body),
          createdAt,
          updatedAt: createdAt,
          _id,
        }),
      };
    },
    "projects.update": ({ query: { projectId = "" }, body }) => {
      const { _id = projectId, createdAt = null, ...project } = projects.get(projectId);
      return {
        body: projects.set(projectId, { ...project, ...toWire(body), createdAt, updatedAt: now(), _id }),
      };
    },
    "projects.delete": ({ ids: [id = ""] }) => {
      const { _id = id } = projects.get(id);
      projects.delete(id);
      forget(id);
      return { body: { _id, is_deleted: true } };
    },
  };
}

/** The role is written one way in requests and another in replies. */
function toWire({ coworker_role, ...project }: JsonObject): JsonObject {
  return { ...project, ...(coworker_role === undefined ? {} : { coworkerRole: coworker_role }) };
}
