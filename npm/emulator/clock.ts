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

/**
 * Makes a clock. It starts when it is first read.
 * @param startAt Milliseconds since the epoch that it starts at; left out, the time of day.
 */
export function createClock(mode: ClockMode, startAt?: number): EmulatorClock {
  if (startAt !== undefined && !Number.isFinite(startAt)) {
    throw new RangeError(`startAt: ${startAt} is not a time in ms`);
  }
  // Read late, not here: at module scope workerd's Date.now() is 0.
  let start: number | undefined;
  let skipped = 0;

  const now = (): number => {
    start ??= Date.now();
    const passed = mode === "real" ? Date.now() - start : 0;
    return (startAt ?? start) + passed + skipped;
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
