import type { Sample } from "./seed.ts";

/** It fails at its third step. */
export const migration: Sample = {
  name: "Archive migration",
  description: "Moves an archive to the new storage, and compares the two. Its third agent fails.",
  role: "Operations",
  default_goal: "Move an archive",
  variables: { archive: "2026-03", dry_run: false },
  agents: [
    {
      title: "Planner",
      role: "Operator",
      description: "Lists what is to be moved",
      model: "openai/gpt-4o-mini",
    },
    { title: "Mover", role: "Operator", description: "Copies in batches", model: "openai/gpt-4o-mini" },
    { title: "Verifier", role: "Auditor", description: "Compares checksums", model: "openai/gpt-4o-mini" },
  ],
  script: {
    stepDuration: 3000,
    analytics: { overall: { total_tokens: 2908, total_price: 0.05 } },
    failAt: 2,
    error: "Checksum of batch 12 differs: expected 9f31c0, found 77ab02. Nothing was deleted at the source.",
    output: [
      { output: { files: 18_204, batches: 19, bytes: 7_730_941_132 } },
      { output: "Copied **19 of 19** batches in 41 minutes." },
    ],
  },
};
