/** Every status a run of the emulator goes through. */
export const RUN_STATUSES = [
  "ready",
  "running",
  "input_required",
  "paused",
  "completed",
  "failed",
  "cancelled",
] as const;

export type RunStatus = (typeof RUN_STATUSES)[number];
