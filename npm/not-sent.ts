/** Whether a rejection says that the connection was certainly never made: Node tells, browsers do not. */
export function notSent(thrown: unknown): boolean {
  try {
    const cause = (thrown as { cause?: { code?: unknown; message?: unknown } } | null)?.cause;
    // A port that fetch does not go to has no code.
    return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "bad port"].includes(
      (cause?.code ?? cause?.message) as string,
    );
  } catch {
    return false;
  }
}
