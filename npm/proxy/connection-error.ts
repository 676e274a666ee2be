/** The codes of connections that were never made: those of src/transport/connection_error.rs. */
const NOT_CONNECTED: readonly unknown[] = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "bad port",
];

/**
 * Whether a rejection of fetch proves that nothing was sent: Node, Deno and Bun tell. tests/facts/connection-codes.json holds
 * this and the client to the same codes.
 */
export function provesNotSent(thrown: unknown): boolean {
  try {
    const cause = (thrown as { cause?: { code?: unknown; message?: unknown } } | null)?.cause;
    // A port that fetch blocks has no code.
    return NOT_CONNECTED.includes(cause?.code ?? cause?.message);
  } catch {
    return false;
  }
}
