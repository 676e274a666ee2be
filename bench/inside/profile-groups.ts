/** A function in a profile, and the file that it was written in. */
export interface Frame {
  name: string;
  from: string;
}

export const GROUPS = [
  "the `Response` that stands in for the server's",
  "reading the body, as text",
  "JSON, read and written",
  "the module",
  "the boundary, and reading values for the module",
  "validation of the request and the response",
  "the driver, and what else the client has in TypeScript",
  "the attempt: its timer, its abort controller, its init",
  "the registry of creates that may be searched for",
  "garbage collection",
  "all else: the caller, promises, what the profiler cannot tell",
] as const;
export type Group = (typeof GROUPS)[number];

const [RESPONSE, BODY, JSON_TEXT, MODULE, BOUNDARY, VALIDATION, DRIVER, ATTEMPT, REGISTRY, GARBAGE, ELSE] =
  GROUPS;

/**
 * The group of a function, by itself and by those that called it, from the innermost: the platform's own functions
 * belong to whoever called them. `undefined` where the time is the profiler's.
 */
export function groupOf(stack: readonly Frame[]): Group | undefined {
  if (stack.some(({ from }) => from === "node:inspector")) return undefined;
  if (stack[0]?.name === "(idle)") return undefined;
  for (const frame of stack) {
    const group = own(frame);
    if (group) return group;
  }
  // Nobody called it but the platform, in a turn of its own.
  const from = stack.map((frame) => frame.from).join(" ");
  if (/timers|abort_controller|event_target/.test(from)) return ATTEMPT;
  if (/webstreams/.test(from)) return BODY;
  if (/undici/.test(from)) return RESPONSE;
  return ELSE;
}

/** The group of a function by itself; `undefined` where that of its caller counts. */
function own({ name, from }: Frame): Group | undefined {
  if (name === "(garbage collector)") return GARBAGE;
  if (name.startsWith("js-to-wasm") || name.startsWith("wasm-to-js")) return BOUNDARY;
  if (from.startsWith("wasm:")) return MODULE;
  if (from.endsWith("/replies.ts")) return RESPONSE;
  if (from.endsWith("/contenders/raw.ts") || from.endsWith("/profile.ts")) return ELSE;
  if (from.includes("undici")) {
    if (name === "parseJSONFromBytes") return JSON_TEXT;
    return /^(consumeBody|fullyReadBody|readAllBytes|utf8DecodeBytes)$/.test(name) ? BODY : undefined;
  }
  const file = /(#glue|[\w-]+\.[jt]s)$/.exec(from)?.[1];
  switch (file) {
    case undefined:
      return undefined;
    case "#glue":
      if (name === "parseJson") return JSON_TEXT;
      if (/^(readText|readPieces|isEmpty)$/.test(name)) return BODY;
      return ATTEMPTS.test(name) ? ATTEMPT : BOUNDARY;
    case "deadline.js":
      return ATTEMPT;
    case "request-arguments.ts":
      return name === "encodeBody" ? JSON_TEXT : VALIDATION;
    case "validate.ts":
    case "response-check.ts":
      return VALIDATION;
    case "create-registry.ts":
      return REGISTRY;
    default:
      return DRIVER;
  }
}

/** The functions of src/transport/deadline.js and fetch.js by which an attempt begins and ends. */
const ATTEMPTS = /^(Deadline|race|close|abort|listen|unlisten|createInit|callFetch|uuid|callKeyFunction)$/;
