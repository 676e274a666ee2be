// Where a platform itself differs, and nothing can be done about it.
import type { FaultName } from "../faults/all.ts";
import { always, type Fates, late, lost, rejects, resolves, unusable } from "./fate.ts";

export type PlatformName = "node" | "chromium" | "workerd" | "firefox" | "webkit";

interface Difference {
  on: PlatformName[];
  faults: FaultName[];
  fates: Fates;
  why: string;
}

const untold: Fates = {
  safe: { ...lost.safe, arrive: 0 },
  idempotent: { ...lost.idempotent, arrive: 0 },
  non_idempotent: { ...lost.non_idempotent, arrive: 0 },
};

/** How often Firefox sends what is safe to repeat before it gives a connection up for lost. */
const FIREFOX_TRIES = 10;

/** Firefox repeats a read by itself, but no POST. */
const readAgain: Fates = { ...lost, safe: { ...lost.safe, arrive: 3 * FIREFOX_TRIES } };

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
    why: "workerd fails at compressed data without an end; the others give what there is of it",
  },
  {
    on: ["chromium", "firefox"],
    faults: ["closed in the middle of the head", "the key in a header without a colon"],
    fates: unusable,
    why: "the browser takes what there is of a head for the whole, and passes over lines that are no headers",
  },
  {
    on: ["firefox"],
    faults: ["reset before the request is read"],
    fates: {
      ...readAgain,
      idempotent: { ...lost.idempotent, arrive: 3 * FIREFOX_TRIES },
      non_idempotent: { ...lost.non_idempotent, arrive: FIREFOX_TRIES },
    },
    why: "Firefox repeats the preflight by itself, ten times; the request that it asks for is never sent",
  },
  {
    on: ["firefox"],
    faults: ["reset after the request is read", "closed without a reply"],
    fates: readAgain,
    why: "Firefox repeats a GET that is lost by itself, ten times, and no POST",
  },
  {
    on: ["firefox"],
    faults: ["429, then reset"],
    fates: {
      ...lost,
      safe: { ...lost.safe, arrive: 1 + 2 * FIREFOX_TRIES },
      non_idempotent: rejects("ConnectionError connection", "unknown", false, 2),
    },
    why: "Firefox repeats a GET that is lost by itself, ten times, and no POST",
  },
  {
    on: ["firefox"],
    faults: ["reset, then 400"],
    fates: {
      ...always(rejects("ValidationError validation", "unknown", false, 2)),
      safe: { ...rejects("ValidationError validation", "refused", false, 1), arrive: 2 },
      non_idempotent: lost.non_idempotent,
    },
    why: "Firefox repeats a GET that is lost by itself: the call sees the second reply alone",
  },
  {
    on: ["firefox", "webkit"],
    faults: ["redirect without an end"],
    fates: late,
    why: "the browser tells of a redirect only once its body has ended",
  },
  {
    on: ["webkit"],
    faults: [
      "closed before as many bytes as declared",
      "a chunk whose size is no number",
      "two lengths that differ",
      "the key in a header without a colon",
    ],
    fates: unusable,
    why: "WebKitGTK takes what there is of a reply for the whole, and passes over what is no header or does not fit",
  },
  {
    on: ["webkit"],
    faults: ["closed without the last chunk"],
    fates: always(resolves()),
    why: "WebKitGTK takes what there is of a reply for the whole, which here it is",
  },
  {
    on: ["webkit"],
    faults: ["not gzip, but called so"],
    fates: always(resolves()),
    why: "WebKitGTK gives what cannot be decompressed as it is",
  },
  {
    on: ["webkit"],
    faults: ["100 KB of headers"],
    fates: lost,
    why: "WebKitGTK drops the connection at so many headers",
  },
  {
    on: ["chromium", "firefox", "webkit"],
    faults: ["503, Retry-After: 1, hidden from pages"],
    fates: {
      ...always(rejects("ServerError server", "unknown", true, 3)),
      non_idempotent: rejects("ServerError server", "unknown", false, 1),
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
