import execution from "./execution.json" with { type: "json" };

/** What `fetch` answers, made ready before anything is measured. */
export interface Reply {
  status: number;
  body: string;
}

/** The documented object. */
export const ONE: Reply = { status: 200, body: JSON.stringify(execution) };

export const REFUSED: Reply = {
  status: 422,
  body: JSON.stringify({
    detail: [{ loc: ["body", "goal"], msg: "field required", type: "value_error.missing" }],
  }),
};

/** That many executions, none like the other. */
export function many(count: number): Reply {
  const items = Array.from({ length: count }, (_, index) => ({
    ...execution,
    _id: index.toString(16).padStart(24, "0"),
    execution_id: `8ffc2a03-5d38-4321-aae8-${index.toString(16).padStart(12, "0")}`,
    created_at: execution.created_at + index,
  }));
  return { status: 200, body: JSON.stringify(items) };
}

/** A `fetch` without a network. Like the platform's it answers in a later turn, with bytes to decode. */
export function inProcess({ status, body }: Reply): typeof globalThis.fetch {
  const bytes = new TextEncoder().encode(body);
  const headers = { "content-type": "application/json", "x-request-id": "bench" };
  return async () => new Response(bytes, { status, headers });
}
