import type { Callable } from "./facts.ts";

const UNKNOWN = { "näme of nobody": [1, "ü🦀", null, { deep: {} }] };

/** A reply that the operation can take, with fields that nobody declares. */
export function replyOf({ response, path }: Callable): unknown {
  if (typeof response === "object" && response !== null) return { ...response, ...UNKNOWN };
  // An execution without these two is of no use to the client.
  if (path.startsWith("/execute_flow")) {
    return { execution_id: "56d246cc-2803-41a7-a90d-c1c3d4672240", status: "running", ...UNKNOWN };
  }
  return UNKNOWN;
}
