/** The emulator's only notion of time: runs, ids and the `date` header all read it. */
export interface EmulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Moves time forward, in either mode.
   * @param ms Milliseconds, zero or more.
   * @returns The new time, milliseconds since the epoch.
   */
  advance(ms: number): number;
}

/** `real` follows `Date.now()`; `manual` stands still until advanced. */
export type ClockMode = "real" | "manual";

/** Makes a clock. A manual one starts at the time it is first read. */
export function createClock(mode: ClockMode): EmulatorClock {
  // Read late, not here: at module scope workerd's Date.now() is 0.
  let start: number | undefined;
  let skipped = 0;

  const now = (): number => {
    if (mode === "real") return Date.now() + skipped;
    start ??= Date.now();
    return start + skipped;
  };

  return {
    now,
    advance(ms: number): number {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`advance: ${ms} is not a time in ms`);
      const from = now();
      skipped += ms;
      return mode === "real" ? now() : from + ms;
    },
  };
}

/**
 * Waits in real time, also on a manual clock: it stands for the network, not for the work of a run.
 * @param ms Milliseconds.
 * @param caller When it aborts, nobody waits any more: the timer goes on, but no longer keeps a process alive.
 */
export function sleep(ms: number, caller?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const release = (): void => (timer as { unref?: () => void }).unref?.();
    const timer: unknown = setTimeout(() => {
      caller?.removeEventListener("abort", release);
      resolve();
    }, ms);
    if (caller?.aborted) release();
    else caller?.addEventListener("abort", release, { once: true });
  });
}
