// Where a platform itself differs, and nothing can be done about it.
import type { FaultName } from "../faults/all.ts";
import { always, type Fates, lost, rejects, unusable } from "./fate.ts";

export type PlatformName = "node" | "chromium" | "workerd" | "firefox" | "webkit";

interface Difference {
  on: PlatformName[];
  faults: FaultName[];
  fates: Fates;
  why: string;
}

const untold: Fates = {
  read: { ...lost.read, arrive: 0 },
  repeatable: { ...lost.repeatable, arrive: 0 },
  once: { ...lost.once, arrive: 0 },
};

export const differences: Difference[] = [
  {
    on: ["chromium", "workerd", "firefox", "webkit"],
    faults: ["closed port", "unknown host"],
    fates: untold,
    why: "fetch does not tell a connection that was never made from one that was lost",
  },
  {
    on: ["node"],
    faults: ["100 KB of headers"],
    fates: lost,
    why: "Node reads 16 KB of headers and drops the connection at more",
  },
  {
    on: ["workerd"],
    faults: ["gzip that stops"],
    fates: lost,
    why: "workerd fails at compressed data without an end; Node and Chromium give what there is of it",
  },
  {
    on: ["chromium"],
    faults: ["closed in the middle of the head", "the key in a header without a colon"],
    fates: unusable,
    why: "Chromium takes what there is of a head for the whole, and passes over lines that are no headers",
  },
  {
    on: ["chromium", "firefox", "webkit"],
    faults: ["503, Retry-After: 1, hidden from pages"],
    fates: {
      ...always(rejects("ServerError server", "unknown", true, 3)),
      once: rejects("ServerError server", "unknown", false, 1),
    },
    why: "a page sees Retry-After only where the server exposes it, and a 503 without one may have been carried out",
  },
];

/** What the platforms print by themselves, whoever calls their fetch: a server that echoes the key can make them. */
export const printedByItself: Record<PlatformName, { line: RegExp; what: string } | undefined> = {
  node: undefined,
  chromium: {
    line: /^Failed to load resource: the server responded with a status of 500 \(/,
    what: "prints the reason beside the status of a reply that is no success to the console",
  },
  firefox: undefined,
  webkit: undefined,
  workerd: {
    line: /^workerd\/\S+: error: .*invalid HTTP chunk size; text = /,
    what: "prints the size of a chunk that is no number to the log of its host",
  },
};

/** What a fault must come to on a platform, and why that is not what it comes to elsewhere. */
export function differenceOn(platform: PlatformName, fault: FaultName): Difference | undefined {
  return differences.find(({ on, faults }) => on.includes(platform) && faults.includes(fault));
}
