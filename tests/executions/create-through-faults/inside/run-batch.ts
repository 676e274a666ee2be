// Runs in each platform: makes creates, many at once, and tells what each came to.
import type { Batch, End } from "./batch.ts";
import { createNaively } from "./naive.ts";

export type Package = typeof import("../../../../npm/index.ts");

/** A project has so many of the creates: searches read the whole list of theirs. */
const IN_PROJECT = 20;

export async function runBatch(of: Package, batch: Batch): Promise<End[]> {
  const ends: Promise<End>[] = [];
  let next = batch.from;
  const work = async (): Promise<void> => {
    while (next < batch.to) {
      const number = next++;
      // Those that look for what they have started, or wait until they may try again, leave room for others.
      await new Promise<void>((sent) => ends.push(create(of, batch, number, sent)));
    }
  };
  await Promise.all(Array.from({ length: batch.atOnce }, work));
  return Promise.all(ends);
}

async function create(of: Package, batch: Batch, number: number, sent: () => void): Promise<End> {
  const end: End = { nonce: `nonce-${number}`, fetched: 0 };
  const { baseUrl, apiKey, timeout, way } = batch;
  const request = {
    agentflow_id: "67fdea4f7adf05d4fbf1a2a3",
    executed_by: "67fdea40aac77be632954f0e",
    goal: "run",
    input_variables: { nonce: end.nonce },
    projectID: `67fdea40aac77be6${Math.floor(number / IN_PROJECT)
      .toString(16)
      .padStart(8, "0")}`,
  };
  const counting: typeof fetch = (input, init) => {
    const reply = fetch(input, init);
    if (init?.method === "POST") {
      end.fetched++;
      reply.then(sent, sent);
    }
    return reply;
  };
  try {
    const execution =
      way === "naive"
        ? await createNaively(counting, baseUrl, apiKey, timeout, request)
        : await of.create_executeflow(request, {
            baseUrl,
            apiKey,
            timeout,
            fetch: counting,
            retryDelay: { initial: 10, max: 40 },
            onUnknown: way === "reconcile" ? "reconcile" : "throw",
          });
    end.id = execution.execution_id;
  } catch (error) {
    const { outcome, code, message } = error as { outcome?: string; code?: string; message?: string };
    end.outcome = outcome ?? "failed";
    end.code = code ?? String(error);
    // For whoever reads of an assertion that failed.
    end.message = message ?? "";
  }
  sent();
  return end;
}
