// The caller ends the call, at each of its stages and with each sort of reason.

import type { Ending } from "../inside/cell.ts";
import type { Fault } from "../server/fault-server.ts";
import { begin, documented, good, json } from "./ways.ts";

const stages = {
  "before it begins": { fault: good, at: "before" },
  "while the server has not answered": { fault: { requested: ({ arrived }) => arrived() }, at: "arrived" },
  "while the body streams": {
    fault: {
      requested(turn) {
        begin(turn);
        turn.socket.write(documented.slice(0, 100), turn.arrived);
      },
    },
    at: "arrived",
  },
  "in the wait before a repetition": {
    fault: {
      requested(turn) {
        json(429, {}, { "Retry-After": 12 }).requested?.(turn);
        turn.arrived();
      },
    },
    at: "arrived",
  },
} as const satisfies Record<string, { fault: Fault; at: Ending["at"] }>;

const reasons = { "an Error": "error", text: "text", nothing: "nothing" } as const;

export type EndingName = `ended by the caller ${keyof typeof stages}, with ${keyof typeof reasons}`;

/** The faults of the servers, and what the caller does. */
export const endings = Object.fromEntries(
  Object.entries(stages).flatMap(([stage, { fault, at }]) =>
    Object.entries(reasons).map(([words, reason]) => [
      `ended by the caller ${stage}, with ${words}`,
      { ...fault, ending: { at, reason } },
    ]),
  ),
) as Record<EndingName, Fault & { ending: Ending }>;
