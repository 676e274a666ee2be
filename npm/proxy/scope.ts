import { type GeneratedRoute, ROUTES } from "../generated/routes.ts";
import { otherProject, Refusal, wrongField } from "./refusal.ts";
import { parametersOf } from "./routes.ts";
import type { Json, JsonObject } from "./sieve.ts";

/** What a caller may reach. */
export interface Scope {
  readonly projectID?: string | undefined;
  readonly executed_by?: string | undefined;
}

/** A request, before it is forwarded. */
export interface Draft {
  readonly row: GeneratedRoute;
  readonly ids: string[];
  readonly query: Map<string, string>;
  body: Json | undefined;
}

/** An object to be asked for first, to see whose it is. */
export interface Lookup {
  readonly row: GeneratedRoute;
  readonly id: string;
}

const USER = "executed_by";
const isProject = (name: string): boolean => /^project(_?id)?$/i.test(name);
/** A place in a list is no thing of its own: `after_id`. */
const isId = (name: string): boolean => /(^|_)ids?$|Ids?$|IDs?$/.test(name) && !/^after_/.test(name);

/** The row that gets an object by this id and says which project it belongs to. */
function lookupRow(name: string): GeneratedRoute | undefined {
  if (isProject(name)) return undefined;
  return ROUTES.find(
    ({ method, path, replyProject }) =>
      method === "GET" &&
      replyProject !== undefined &&
      path.endsWith(`/{${name}}`) &&
      parametersOf(path).length === 1,
  );
}

const otherIds = (names: Iterable<string>): string[] =>
  [...names].filter((name) => isId(name) && !isProject(name) && lookupRow(name) === undefined);

const required = (fields: Readonly<Record<string, string>> = {}): string[] =>
  Object.keys(fields).filter((name) => !fields[name]?.endsWith("?"));

/**
 * Why requests for an operation cannot be kept to one project; `undefined` where they can.
 *
 * Every id must be one whose object the API gives with its project, or the reply must say the project itself.
 */
export function uncheckable(row: GeneratedRoute): string | undefined {
  const isRead = row.idempotency === "safe";
  const says = isRead && row.replyProject !== undefined;
  const parameters = parametersOf(row.path);
  const ids = parameters.filter((name) => !isProject(name) && name !== USER);
  const unknown = says ? [] : otherIds(ids);
  if (unknown.length > 0) return `nothing tells whose ${unknown[0]} is`;
  if (says) return undefined;
  const verified = ids.some((name) => lookupRow(name) !== undefined);
  const fields = [...required(row.query), ...required(row.body)];
  // What belongs to an object that has been looked at, such as an agent of an execution, comes with it.
  const inside = verified ? [] : otherIds(fields);
  if (inside.length > 0) return `nothing tells whose ${inside[0]} is`;
  const named = [...parameters, ...Object.keys(row.query ?? {}), ...Object.keys(row.body ?? {})].some(
    isProject,
  );
  if (!verified && !named) return "neither its request nor its reply says a project";
  if (!verified && row.body === undefined && row.bodyKind !== undefined)
    return "its body may be about anything";
  return undefined;
}

/** Keeps a request to a project and a user: fills in what is missing, and refuses what is another's. */
export function narrow(draft: Draft, scope: Scope): void {
  const { row, ids, query } = draft;
  const user = scope.executed_by;
  if (user !== undefined) {
    parametersOf(row.path).forEach((name, at) => {
      if (name === USER) ids[at] = user;
    });
    if (Object.hasOwn(row.body ?? {}, USER)) draft.body = { ...(draft.body as JsonObject), [USER]: user };
  }
  const project = scope.projectID;
  if (project === undefined) return;
  const why = uncheckable(row);
  if (why !== undefined) {
    throw new Refusal(403, "proxy_not_allowed", `${row.operation} cannot be kept to one project: ${why}`);
  }
  parametersOf(row.path).forEach((name, at) => {
    if (isProject(name) && ids[at] !== project) throw otherProject();
  });
  for (const name of Object.keys(row.query ?? {}).filter(isProject)) {
    if ((query.get(name) ?? project) !== project) throw otherProject();
    query.set(name, project);
  }
  if (draft.body !== undefined) checkInside(draft.body, project, []);
  for (const name of Object.keys(row.body ?? {}).filter(isProject)) {
    draft.body = { ...((draft.body ?? {}) as JsonObject), [name]: project };
  }
  refuseUnknownIds(draft);
}

/** A project that is named anywhere in a body is the caller's own. */
function checkInside(value: Json, project: string, path: string[]): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const isOther = isProject(name) && !Array.isArray(value) && inner !== project;
    if (isOther) throw otherProject(`${[...path, name].join(".")} is of another project`);
    checkInside(inner, project, [...path, name]);
  }
}

/** Optional ids that nothing can be known of are not passed on, unless the reply or an id of the path tells. */
function refuseUnknownIds({ row, query, body }: Draft): void {
  if (row.idempotency === "safe" && row.replyProject !== undefined) return;
  if (parametersOf(row.path).some((name) => lookupRow(name) !== undefined)) return;
  const [inQuery] = otherIds(query.keys());
  if (inQuery) throw wrongField("query", [inQuery], "nothing tells whose it is");
  const [inBody] = otherIds(Object.keys((row.body && body) ?? {}));
  if (inBody) throw wrongField("body", [inBody], "nothing tells whose it is");
}

/** The objects whose project must be seen before a request is forwarded. A read's own reply tells, where it can. */
export function lookupsOf({ row, ids, query, body }: Draft): Lookup[] {
  const given = new Map<string, unknown>(query);
  for (const [name, value] of Object.entries((row.body && body) ?? {})) given.set(name, value);
  if (row.idempotency === "safe" && row.replyProject !== undefined) given.clear();
  else parametersOf(row.path).forEach((name, at) => void given.set(`path ${name}`, ids[at]));
  const lookups: Lookup[] = [];
  for (const [place, id] of given) {
    const found = lookupRow(place.replace("path ", ""));
    if (found === undefined) continue;
    if (typeof id !== "string" || !/^[\w-]{1,128}$/.test(id)) throw otherProject();
    if (!lookups.some((other) => other.row === found && other.id === id)) lookups.push({ row: found, id });
  }
  return lookups;
}

/** Refuses a read's reply that is another project's, or does not say whose it is where only that could tell. */
export function checkReply(row: GeneratedRoute, reply: Json | undefined, project: string): void {
  const { path, replyProject } = row;
  const named = parametersOf(path).some(isProject) || required(row.query).some(isProject);
  const mustSay = replyProject !== undefined && !named;
  for (const object of objectsOf(reply)) {
    const said = Object.keys(object).filter((name) => /^project_?id$/i.test(name));
    if (said.some((name) => object[name] !== project)) throw otherProject();
    if (mustSay && said.length === 0) throw otherProject();
  }
  if (mustSay && (typeof reply !== "object" || reply === null)) throw otherProject();
}

/** The objects that a reply is about: itself, the items of a list, those of a list in an envelope. */
function objectsOf(reply: Json | undefined): JsonObject[] {
  const isObject = (value: Json): value is JsonObject =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (Array.isArray(reply)) return reply.filter(isObject);
  if (reply === undefined || !isObject(reply)) return [];
  const lists = Object.values(reply).filter((value) => Array.isArray(value));
  const isEnvelope = lists.length > 0 && !("_id" in reply || "execution_id" in reply);
  return isEnvelope ? [...lists.flat().filter(isObject), ...saying(reply)] : [reply];
}

/** An envelope need not say a project, but if it does it is looked at. */
function saying(envelope: JsonObject): JsonObject[] {
  return Object.keys(envelope).some((name) => /^project_?id$/i.test(name)) ? [envelope] : [];
}
