import { EXAMPLES } from "./examples/index.ts";
import type { JsonValue } from "./json.ts";
import type { Call, Reply } from "./row.ts";

/**
 * Answers for the operations that the emulator does not act out: with the documents' example where there is one,
 * else with what it was asked. Nothing is kept.
 */
export function echo({ operation, params, query, content }: Call): Reply {
  const example: JsonValue | undefined = Object.hasOwn(EXAMPLES, operation) ? EXAMPLES[operation] : undefined;
  return { body: example ?? { ok: true, operation, ids: params, query, body: content } };
}
