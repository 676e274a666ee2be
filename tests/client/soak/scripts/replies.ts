// A fetch in this process that ends in every way that a fetch can end.
import facts from "../../../facts/create-executeflow.json" with { type: "json" };

const execution = JSON.stringify(facts.response);
const list = JSON.stringify({ data: Array.from({ length: 20 }, () => facts.response) });
const { execution_id } = facts.response;

type Fetch = typeof globalThis.fetch;
type Ending = (signal: AbortSignal) => Response | Promise<Response>;

/** A reply of its own for each create: what a client remembers of them must not grow either. */
let last = 0;
const created = (): Response =>
  new Response(execution.replace(execution_id, `execution-${++last}`), { status: 201 });

const never: Ending = (signal) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

/** What a fetch comes to, by the words in the id or the goal that it is for. */
const ENDINGS: Record<string, Ending> = {
  created,
  got: () => new Response(execution),
  listed: () => new Response(list),
  streamed: () => new Response(new Blob([execution]).stream()),
  missing: () => new Response('{"detail":"no"}', { status: 404 }),
  invalid: () => new Response('{"detail":[{"loc":["body","goal"],"msg":"no"}]}', { status: 422 }),
  html: () => new Response("<html>"),
  broken: () => new Response(execution.slice(0, 500)),
  large: () => new Response("x".repeat(30_000)),
  redirected: () => new Response(null, { status: 302, headers: { location: "https://x.test" } }),
  lost: () => Promise.reject(new TypeError("fetch failed")),
  thrown: () => {
    throw new Error("at once");
  },
  nonsense: () => "no Response" as unknown as Response,
  cut: () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(execution.slice(0, 99)));
          controller.error(new TypeError("terminated"));
        },
      }),
    ),
  silent: never,
  // One that does not heed its signal.
  deaf: () => new Promise(() => undefined),
};

export type Ways = keyof typeof ENDINGS;

/** A fetch for one call: each of its attempts ends as the next word says, and the last one goes on. */
export function fetchOf(...words: string[]): Fetch {
  let attempt = 0;
  return async (_, init) => {
    const word = words[Math.min(attempt++, words.length - 1)] ?? "";
    if (word === "busy") return new Response("{}", { status: 429 });
    if (word === "waits") return new Response("{}", { status: 503, headers: { "retry-after": "30" } });
    if (word === "down") return new Response("{}", { status: 500 });
    return (ENDINGS[word] ?? created)(init?.signal as AbortSignal);
  };
}
