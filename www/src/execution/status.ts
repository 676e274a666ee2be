/** What a status means for somebody who looks at it. */
export type Tone = "going" | "paused" | "asking" | "done" | "ended" | "failed";

const TONES: Record<string, Tone> = {
  completed: "done",
  failed: "failed",
  error: "failed",
  cancelled: "ended",
  canceled: "ended",
  stopped: "ended",
  paused: "paused",
  input_required: "asking",
};

/** An unknown status means that the execution is still going: the set is open. */
export function toneOf(status: string): Tone {
  return TONES[status.toLowerCase()] ?? "going";
}

/** Whether nothing more happens. */
export function isTerminal(status: string): boolean {
  return ["done", "ended", "failed"].includes(toneOf(status));
}

/** The status as a label. */
export function labelOf(status: string): string {
  const lower = status.toLowerCase();
  if (lower === "input_required") return "Needs an answer";
  if (lower === "canceled") return "Cancelled";
  const words = lower.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The status in words, for the line that says how it goes. */
export function sentenceOf(status: string): string {
  switch (toneOf(status)) {
    case "done":
      return "It has completed.";
    case "failed":
      return "It has failed.";
    case "ended":
      return `It has ended: ${labelOf(status).toLowerCase()}.`;
    case "paused":
      return "It is paused.";
    case "asking":
      return "It waits for an answer.";
    case "going":
      return `It is ${labelOf(status).toLowerCase()}.`;
  }
}
