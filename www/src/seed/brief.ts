import type { Sample } from "./seed.ts";

const findings = `Read **14 sources**, kept four:

1. IEA, *World Energy Outlook*: demand doubles by 2031
2. Fraunhofer ISE, field test of 77 systems
3. Two grid operators on peak load
4. One vendor price list (used for ranges only)

> Figures from press releases were left out.`;

const numbers = {
  demand_growth: { from: 2026, to: 2031, factor: 2.04 },
  median_payback_years: 6.5,
  confidence: "high",
  outliers: ["Norway", "Italy"],
};

const draft = `## What changes

Payback has fallen under **seven years** in all but two of the markets looked at.

| market | payback | trend |
| ------ | ------- | ----- |
| Germany | 6.1 years | falling |
| France | 6.9 years | falling |
| Italy | 8.4 years | flat |

Risks: installer capacity, and tariffs after 2028.`;

/** Everything goes well, in four steps. */
export const brief: Sample = {
  name: "Research brief",
  description: "Reads what is published about a topic, checks the figures, and writes a page about it.",
  role: "Analyst",
  default_goal: "Write a one-page brief",
  variables: { topic: "Grid storage", audience: "Product team", pages: 1 },
  agents: [
    { title: "Scout", role: "Researcher", description: "Finds and ranks sources", model: "openai/gpt-4o" },
    { title: "Checker", role: "Analyst", description: "Checks the figures", model: "openai/gpt-4o-mini" },
    { title: "Writer", role: "Author", description: "Drafts the brief", model: "anthropic/claude-sonnet" },
    { title: "Editor", role: "Editor", description: "Cuts it to one page", model: "openai/gpt-4o-mini" },
  ],
  script: {
    stepDuration: 4000,
    analytics: { overall: { total_tokens: 18420, total_price: 0.42 } },
    output: [
      { output: findings },
      { output: numbers },
      { output: draft },
      { output: "Cut from 912 to **430 words**. Nothing that carries a figure was removed." },
    ],
    conclusion: `# The brief is ready

Demand **doubles by 2031**; payback is under seven years in most markets.

- Recommended: a pilot in two markets, \`DE\` and \`FR\`
- To watch: installer capacity
- Decision needed by: **30 June**`,
  },
};
