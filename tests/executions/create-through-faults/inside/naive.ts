/** How often it is tried: the usual three, as the vendor's own SDK does. */
const TRIES = 3;

/**
 * Starts an execution as a hand-written client does: again after a network error, a timeout, a 429 and any 5xx.
 *
 * Nothing of it is of this package: it is what the figures are compared with.
 */
export async function createNaively(
  fetch: typeof globalThis.fetch,
  baseUrl: string,
  apiKey: string,
  timeout: number,
  request: { projectID: string },
): Promise<{ execution_id: string }> {
  for (let attempt = 1; ; attempt++) {
    try {
      const reply = await fetch(`${baseUrl}/execute_flow?projectID=${request.projectID}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": apiKey },
        body: JSON.stringify(request),
        signal: AbortSignal.timeout(timeout),
      });
      if (reply.ok) return (await reply.json()) as { execution_id: string };
      await reply.text();
      if (attempt === TRIES || (reply.status < 500 && reply.status !== 429)) {
        throw new Refused(`status ${reply.status}`);
      }
    } catch (error) {
      if (attempt === TRIES || error instanceof Refused) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));
  }
}

class Refused extends Error {}
