/** What a status means for somebody who looks at it. */
export type Tone = "going" | "waiting" | "done" | "ended" | "failed";

const TONES: Record<string, Tone> = {
  completed: "done",
  failed: "failed",
  error: "failed",
  cancelled: "ended",
  canceled: "ended",
  stopped: "ended",
  paused: "waiting",
  input_required: "waiting",
};

/** An unknown status means that the execution is still going: the set is open. */
export function toneOf(status: string): Tone {
  return TONES[status.toLowerCase()] ?? "going";
}

/** Whether nothing more happens. */
export function isTerminal(status: string): boolean {
  return ["done", "ended", "failed"].includes(toneOf(status));
}

/** The status in words, for the line that says how it goes. */
export function sentenceOf(status: string): string {
  switch (toneOf(status)) {
    case "done":
      return "It has completed.";
    case "failed":
      return "It has failed.";
    case "ended":
      return `It has ended: ${words(status)}.`;
    case "waiting":
      return status.toLowerCase() === "paused" ? "It is paused." : "It waits for an answer.";
    case "going":
      return `It is ${words(status)}. Looking every second.`;
  }
}

/** `input_required` as somebody would write it. */
export function words(status: string): string {
  return status.toLowerCase().replaceAll("_", " ");
}
