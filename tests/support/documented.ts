// For scripts that run in a process of their own: what they share with no test runner.
import facts from "../facts/create-executeflow.json" with { type: "json" };

export const { request, response } = facts;

/** Answers in this process as documented. */
export const answer: typeof fetch = async () => Response.json(response, { status: 201 });

/** What is left of an error in a report. */
export function told(error: unknown): Record<string, unknown> {
  const { name, code, outcome, attempts, message, cause } = error as Record<string, unknown>;
  return { name, code, outcome, attempts, message, cause: String(cause) };
}

export function report(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
