// Runs in each platform: makes creates, many at once, and tells what each came to.
import type { Batch, End } from "./batch.ts";
import { createNaively } from "./naive.ts";

export type Package = typeof import("../../../npm/index.ts");

/** A project has so many of the creates: searches read the whole list of theirs. */
const IN_PROJECT = 20;

export async function runBatch(of: Package, batch: Batch): Promise<End[]> {
  const ends: End[] = [];
  let next = batch.from;
  const work = async (_: unknown, place: number): Promise<void> => {
    // All of them in the same moment would be a fault of its own, which is not drawn.
    await new Promise((resolve) => setTimeout(resolve, place * 20));
    while (next < batch.to) ends.push(await create(of, batch, next++));
  };
  await Promise.all(Array.from({ length: batch.atOnce }, work));
  return ends;
}

async function create(of: Package, batch: Batch, number: number): Promise<End> {
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
    if (init?.method === "POST") end.fetched++;
    return fetch(input, init);
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
  return end;
}
