import type { JsonObject, JsonValue } from "./json.ts";
import type { Fields, FieldType } from "./validation.ts";

/** A request that has passed the checks of its row. */
export interface Call {
  readonly operation: string;
  /** Decoded path parameters by name. Names differ from row to row: handlers of several rows take `ids`. */
  readonly params: Readonly<Record<string, string>>;
  /** The same in the order of the path. */
  readonly ids: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  /** `{}` for rows without a body, and for bodies that are no object. */
  readonly body: JsonObject;
  /** The body, whatever it is; `null` without one. */
  readonly content: JsonValue;
}

/** What a row answers. */
export interface Reply {
  /** Default 200. */
  readonly status?: number;
  readonly body: JsonValue;
}

/** Gives the reply, or throws a `Refusal`. */
export type Handler = (call: Call) => Reply;

/** What carries operations out, by their names: `executions.create`. */
export type Handlers = Readonly<Record<string, Handler>>;

/** An operation of the API, as data. */
export interface Row {
  /** Group and method: `executions.create`. Two rows may share one, where two paths lead to the same thing. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With parameters in braces: `/execute_flow/{execution_id}`. */
  readonly path: string;
  readonly query?: Fields;
  /** Fields of a body that is an object. All optional: there may be none. */
  readonly body?: Fields;
  /** What a body of no known fields has to be. Without this and `body`, bodies are not looked at. */
  readonly bodyKind?: FieldType;
  readonly handle: Handler;
}
