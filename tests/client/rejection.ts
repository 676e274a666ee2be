import { expect } from "vitest";
import type { WexaError } from "../../npm/index.ts";
import { documented } from "../support/answers.ts";
import { packed } from "../support/packed.ts";

/** The error that a call rejects with, within its time; never one of another package. */
export async function rejection(call: PromiseLike<unknown>, within = 3000): Promise<WexaError> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the call is still going after ${within} ms`)), within);
  });
  const settled = call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const outcome = await Promise.race([settled, late]).finally(() => clearTimeout(timer));
  if (!("error" in outcome)) throw new Error(`the call resolved: ${JSON.stringify(outcome.value)}`);
  const { WexaError } = await packed();
  expect(outcome.error).toBeInstanceOf(WexaError);
  expect(outcome.error).toBeInstanceOf(Error);
  const error = outcome.error as WexaError;
  expect(error.code, "the module has trapped").not.toBe("wasm_panic");
  return error;
}

/** A fetch in this process, whose calls are counted. */
export function answering(
  reply: () => Response | Promise<Response> = () => Response.json(documented.response, { status: 201 }),
): { fetch: typeof fetch; calls: RequestInit[] } {
  const calls: RequestInit[] = [];
  return {
    calls,
    fetch: async (_, init) => {
      calls.push(init ?? {});
      return reply();
    },
  };
}

/** A start with all that is documented still gives the documented reply. */
export async function expectGoodStart(): Promise<void> {
  const { create_executeflow } = await packed();
  const { fetch, calls } = answering();
  expect(await create_executeflow(documented.request, { apiKey: "a-key", fetch })).toEqual(
    documented.response,
  );
  expect(calls).toHaveLength(1);
}
