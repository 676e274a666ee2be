import type { JsonValue } from "./json.ts";

/** A request the API says no to. Thrown anywhere below the routes, answered as `{ detail }`. */
export class Refusal extends Error {
  /** HTTP status, 400 to 499. */
  readonly status: number;
  /** What the reply's `detail` holds: a sentence, or FastAPI's list of complaints. */
  readonly detail: JsonValue;

  constructor(status: number, detail: JsonValue) {
    super(typeof detail === "string" ? detail : `refused with ${status}`);
    this.name = "Refusal";
    this.status = status;
    this.detail = detail;
  }
}
