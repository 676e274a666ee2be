// What can be made to go wrong in the page's emulator.
import { signal } from "@preact/signals";
import type { Emulator, Fault } from "wexa-executeflow/emulator";
import { tell } from "../activity/activity.ts";

/** Milliseconds that each reply takes, until it is changed. */
export const latency = signal(0);

/** Something that goes wrong once, or a few times. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly fault: Fault;
}

export const PRESETS: readonly Preset[] = [
  {
    id: "limit",
    name: "Refuse the next 2 with 429",
    about: "Too many requests, with Retry-After: the client waits, and sends them again.",
    fault: { status: 429, retryAfter: 1, times: 2 },
  },
  {
    id: "lost-start",
    name: "Lose the reply of the next start",
    about: "The execution is started, and the connection lost: the client looks for what it started.",
    fault: { match: { operation: "executions.create" }, reset: "after" },
  },
  {
    id: "lost-reads",
    name: "Lose the next 2 looks",
    about: "Reading is repeated after a wait: nothing is started by it.",
    fault: { match: { method: "GET" }, reset: "before", times: 2 },
  },
  {
    id: "broken-start",
    name: "Break the next start with 500",
    about: "It may have been carried out, so it is not repeated; the error says so.",
    fault: { match: { operation: "executions.create" }, status: 500 },
  },
  {
    id: "outage",
    name: "Outage: 12 looks fail with 503",
    about: "Longer than the client’s retries: following it survives, and goes on.",
    fault: { match: { method: "GET" }, status: 503, times: 12 },
  },
  {
    id: "gateway",
    name: "A gateway’s page instead of JSON",
    about: "The next look is answered with HTML: the page says what came, and stops to look.",
    fault: { match: { operation: "executions.get" }, nonJson: true },
  },
];

export function setLatency(emulator: Emulator, ms: number): void {
  latency.value = ms;
  arm(emulator);
  tell("emulator", ms === 0 ? "replies at once" : `takes ${ms} ms for each reply`);
}

export function armPreset(emulator: Emulator, preset: Preset): void {
  arm(emulator, preset.fault);
  tell("emulator", `armed: ${preset.name}`);
}

export function calm(emulator: Emulator): void {
  latency.value = 0;
  emulator.clearFaults();
  tell("emulator", "behaves again");
}

/** What waits is dropped: a request meets one fault only, and the latency, which stays, has to be the last. */
function arm(emulator: Emulator, fault?: Fault): void {
  emulator.clearFaults();
  const slow = latency.value > 0 ? { replyDelayMs: latency.value } : {};
  if (fault !== undefined) emulator.fault({ ...fault, ...slow });
  if (latency.value > 0) emulator.fault({ ...slow, times: Number.POSITIVE_INFINITY });
}
