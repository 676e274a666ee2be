import type { Sample } from "./seed.ts";

/** It stops for a decision about something that looks wrong. */
export const support: Sample = {
  name: "Support triage",
  description:
    "Reads a ticket, looks for the cause, and drafts an answer. It stops where something looks wrong.",
  role: "Support",
  default_goal: "Answer a ticket",
  variables: { ticket: 5811, language: "en" },
  agents: [
    { title: "Reader", role: "Agent", description: "Reads the ticket", model: "openai/gpt-4o-mini" },
    {
      title: "Detective",
      role: "Engineer",
      description: "Looks for the cause",
      model: "anthropic/claude-sonnet",
    },
    { title: "Replier", role: "Agent", description: "Drafts the answer", model: "openai/gpt-4o" },
  ],
  script: {
    stepDuration: 2500,
    analytics: { overall: { total_tokens: 5127, total_price: 0.09 } },
    asks: [
      {
        step: 2,
        type: "anomaly_detection",
        summary: "This customer opened 40 tickets within an hour. Is the answer to be sent all the same?",
      },
    ],
    output: [
      { output: "A customer cannot sign in since the update. **Priority: high.**" },
      {
        output:
          "The session cookie is refused: its domain changed with release `4.2`.\n\n```\nSet-Cookie: sid=...; Domain=app.example\n```",
      },
      {
        output:
          "> Thank you for telling us. The fix is on its way; until then, please clear the cookies of this site.",
      },
    ],
    conclusion: "# Answered\n\nThe answer is drafted, and the fix is tracked as `OPS-2291`.",
  },
};
