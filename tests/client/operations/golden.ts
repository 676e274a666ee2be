import { type Callable, fieldsOf, idsOf, isProject, needsProject, queryOf, takesBody } from "./facts.ts";
import { FILLED, FREE_BODY, fieldValue, listBody, oddId, PROJECT, queryValue, USER } from "./values.ts";

/** A request as it must arrive. */
export interface Expected {
  method: string;
  /** As it is on the wire. */
  path: string;
  /** Decoded, in the order of the names. */
  query: [name: string, value: string][];
  /** Parsed; `undefined` for none. */
  body: unknown;
}

/** A call, and the request that it must become. */
export interface Golden {
  /** What the client is made with, besides the address and the key. */
  options: { projectID?: string; executedBy: string };
  /** The arguments of the method. */
  arguments: unknown[];
  expected: Expected;
}

/** Everything given, or only what must be. */
export type Variant = "everything" | "least";

/** Percent-encodes all but what RFC 3986 calls unreserved. */
export function strictly(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9._~-]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

/** The golden of an operation: from the facts and the values of this directory alone. */
export function goldenOf(fact: Callable, variant: Variant): Golden {
  const everything = variant === "everything";
  const project = everything || needsProject(fact) ? PROJECT : undefined;
  const given: unknown[] = idsOf(fact).map(oddId);
  const expected: Expected = {
    method: fact.method,
    path: fact.path.replace(/\{(\w+)\}/g, (_, name) =>
      strictly(isProject(fact, name) ? PROJECT : oddId(name)),
    ),
    query: [],
    body: undefined,
  };

  if (fact.body) {
    const { argument, sent } = bodyOf(fact, everything, project);
    if (takesBody(fact)) given.push(argument);
    expected.body = sent;
  }

  const query: Record<string, unknown> = {};
  for (const part of queryOf(fact)) {
    if (!everything && !part.required) continue;
    const { value, text } = queryValue(part);
    query[part.name] = value;
    expected.query.push([part.name, text]);
  }
  for (const { name } of fact.query.filter(({ name, sent }) => sent !== false && isProject(fact, name))) {
    if (project !== undefined) expected.query.push([name, project]);
  }
  expected.query.sort(byName);
  if (queryOf(fact).length > 0) given.push(Object.keys(query).length > 0 ? query : undefined);

  // The options of the call stand last, and their project before the client's.
  if (everything) {
    given.push({ projectID: PROJECT });
    return {
      options: { projectID: "the client's own", executedBy: USER },
      arguments: given,
      expected,
    };
  }
  const options = project === undefined ? { executedBy: USER } : { projectID: project, executedBy: USER };
  return { options, arguments: given, expected };
}

/** The names and values of a query, in the order of the names. */
export function byName(a: [string, string], b: [string, string]): number {
  return a[0] < b[0] ? -1 : 1;
}

/** What the caller gives as the body, and what is sent. */
function bodyOf(
  fact: Callable,
  everything: boolean,
  project: string | undefined,
): { argument: unknown; sent: unknown } {
  const list = listBody(fact);
  if (list) {
    const argument = everything ? list.everything : list.least;
    return { argument, sent: argument };
  }
  const fields = fact.body?.fields ?? [];
  if (fields.length === 0) {
    const argument = takesBody(fact) ? FREE_BODY : {};
    return { argument, sent: argument };
  }

  const filled = FILLED[fact.client] ?? {};
  const argument: Record<string, unknown> = {};
  for (const field of fieldsOf(fact)) {
    if (!everything && (!field.required || field.name in filled)) continue;
    argument[field.name] = isProject(fact, field.name)
      ? project
      : fact.path_params.includes(field.name)
        ? oddId(field.name)
        : fieldValue(fact, field);
  }
  const sent: Record<string, unknown> = { ...filled, ...argument };
  for (const { name, required } of fields) {
    if (!required) continue;
    if (isProject(fact, name)) sent[name] = project;
    else if (fact.path_params.includes(name)) sent[name] = oddId(name);
  }
  return { argument, sent };
}
