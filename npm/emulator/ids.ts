const OBJECT_ID = /^[0-9a-f]{24}$/i;

/** A UUID, the form of `execution_id`. */
export function uuid(): string {
  return crypto.randomUUID();
}

/**
 * A 24-hex id, the form of `_id` and `task_id`: seconds, then randomness.
 * @param now Milliseconds since the epoch.
 */
export function objectID(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, "0")
    .slice(-8);
  return seconds + crypto.randomUUID().replaceAll("-", "").slice(-16);
}

/**
 * The 24-hex id `distance` after another one. The same input gives the same id, so the agents of an agentflow
 * keep theirs from run to run; in the documented example they do follow the agentflow's id like this.
 */
export function objectIDAfter(id: string, distance: number): string {
  const hex = OBJECT_ID.test(id) ? id : hexOf(id);
  return (BigInt(`0x${hex}`) + BigInt(distance)).toString(16).padStart(24, "0").slice(-24);
}

/** Callers may use any string as an id; this makes one of the right form from it. */
function hexOf(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0"));
  return bytes.join("").padEnd(24, "0").slice(0, 24);
}
