import { type GeneratedRoute, ROUTES } from "../generated/routes.ts";
import { echo } from "./echo.ts";
import type { Handlers, Row } from "./row.ts";
import { asFields, asFieldType } from "./validation.ts";

/** Routes that the client does not use: paths of operations that it calls by others. */
const ALSO: Readonly<Record<string, string>> = {
  // The documents' own path, against every SDK's.
  "executions.cancel": "/execute_flow/{execution_id}",
};

/**
 * Every row of the API: what to ask for comes from the generated table, what to do from `handlers`; an operation
 * without a handler is echoed.
 */
export function rowsOf(handlers: Handlers): Row[] {
  const rows = ROUTES.map((route) => toRow(route, handlers));
  const more = rows.flatMap((row) => {
    const path = Object.hasOwn(ALSO, row.operation) ? ALSO[row.operation] : undefined;
    return path === undefined ? [] : [{ ...row, path }];
  });
  return [...rows, ...more];
}

function toRow({ operation, method, path, query, body, bodyKind }: GeneratedRoute, handlers: Handlers): Row {
  const handle = Object.hasOwn(handlers, operation) ? handlers[operation] : undefined;
  return {
    operation,
    method,
    path,
    ...(query === undefined ? {} : { query: asFields(query) }),
    ...(body === undefined ? {} : { body: asFields(body) }),
    ...(bodyKind === undefined ? {} : { bodyKind: asFieldType(bodyKind) }),
    handle: handle ?? echo,
  };
}
