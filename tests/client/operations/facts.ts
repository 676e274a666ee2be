import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A name in the query. */
export interface QueryFact {
  name: string;
  required: boolean;
  type: string;
  /** A source names it, and the client leaves it out. */
  sent?: false;
}

/** A field of the body. */
export interface FieldFact {
  name: string;
  type: string;
  required: boolean;
}

/** An operation, as tests/facts/README.md describes it. */
export interface OperationFact {
  operation: string;
  /** The method on the client: `group.method`. */
  client: string | null;
  /** Why it cannot be called, where it cannot. */
  reason?: string;
  method: string | null;
  path: string | null;
  path_params: string[];
  /** Of them, a project that the caller names as an id: the operation is about it. */
  given?: string[];
  query: QueryFact[];
  body: { type: string; fields: FieldFact[]; example?: unknown } | null;
  response?: unknown;
  response_cut?: true;
  success_status: number | null;
}

/** An operation that can be called. */
export type Callable = OperationFact & { client: string; method: string; path: string };

const file = join(import.meta.dirname, "../../facts/operations.json");

/** Every operation that a source names. */
export const facts: readonly OperationFact[] = JSON.parse(readFileSync(file, "utf8"));

/** The operations that the client has. */
export const callable: readonly Callable[] = facts.filter(
  (fact): fact is Callable => fact.client !== null && fact.method !== null && fact.path !== null,
);

/** Whether a name is one that the API has for the project, which comes from the options wherever it goes. */
export function isProject({ given }: Callable, name: string): boolean {
  return /^project_?id$/i.test(name) && !given?.includes(name);
}

/** The names in the path that the caller gives, in order. */
export function idsOf(fact: Callable): string[] {
  return fact.path_params.filter((name) => !isProject(fact, name));
}

/** The names in the query that the caller gives. */
export function queryOf(fact: Callable): QueryFact[] {
  return fact.query.filter(({ name, sent }) => sent !== false && !isProject(fact, name));
}

/** The fields of the body that the caller gives: neither the project, where it is required, nor ids of the path. */
export function fieldsOf(fact: Callable): FieldFact[] {
  const fields = fact.body?.fields ?? [];
  return fields.filter(({ name, required }) =>
    required ? !isProject(fact, name) && !fact.path_params.includes(name) : true,
  );
}

/** Whether the caller gives a body: not where the client knows all of it. */
export function takesBody(fact: Callable): boolean {
  const { body } = fact;
  if (!body) return false;
  if (body.fields.length > 0) return fieldsOf(fact).length > 0;
  return JSON.stringify(body.example) !== "{}";
}

/** Whether the operation is nothing without a project. */
export function needsProject(fact: Callable): boolean {
  return [
    ...fact.path_params,
    ...fact.query.filter(({ required }) => required).map(({ name }) => name),
    ...(fact.body?.fields ?? []).filter(({ required }) => required).map(({ name }) => name),
  ].some((name) => isProject(fact, name));
}

/** Operations with their names before them: for tables of tests. */
export function named(operations: readonly Callable[]): (readonly [name: string, fact: Callable])[] {
  return operations.map((fact) => [fact.client, fact]);
}
