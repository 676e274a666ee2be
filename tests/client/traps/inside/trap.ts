// Where and how the module traps: src/bindings/trap.rs.

export type Point = "request" | "response" | "body" | "retry" | "reconcile" | "watch";

export const WAYS = ["panic", "unreachable", "stack overflow", "out of memory", "throw"] as const;
export type Way = (typeof WAYS)[number];

/** What the calls' errors have for their cause. */
export const CAUSES: Readonly<Record<Way, string>> = {
  panic: "RuntimeError: unreachable",
  unreachable: "RuntimeError: unreachable",
  "stack overflow": "RuntimeError: memory access out of bounds",
  "out of memory": "RuntimeError: unreachable",
  throw: "RangeError: an import that throws",
};

const hook = globalThis as { wexaTrap?: { at: Point; readonly way: Way | undefined } | undefined };

/** From now on the module traps whenever it passes the point. */
export function trapAlways(at: Point, way: Way = "unreachable"): void {
  hook.wexaTrap = { at, way };
}

/** The module traps once: when it passes the point for the first time from now on, or after so many other times. */
export function trapOnce(at: Point, way: Way, skipped = 0): void {
  let left = skipped;
  hook.wexaTrap = {
    at,
    get way() {
      if (left-- > 0) return undefined;
      trapNever();
      return way;
    },
  };
}

export function trapNever(): void {
  hook.wexaTrap = undefined;
}

/** Whether a trap that was asked for has not been met. */
export function isTrapPending(): boolean {
  return hook.wexaTrap !== undefined;
}
