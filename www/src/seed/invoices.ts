import type { Sample } from "./seed.ts";

/** It asks for a figure, and then for a look at what it is about to do. */
export const invoices: Sample = {
  name: "Invoice check",
  description: "Compares an invoice with its order, asks where they differ, and prepares the payment.",
  role: "Accounts payable",
  default_goal: "Check an invoice",
  variables: { invoice: "2026-0417", currency: "EUR" },
  agents: [
    { title: "Reader", role: "Clerk", description: "Reads the invoice", model: "openai/gpt-4o" },
    {
      title: "Matcher",
      role: "Accountant",
      description: "Compares it with the order",
      model: "openai/gpt-4o",
    },
    { title: "Payer", role: "Treasurer", description: "Prepares the payment", model: "openai/gpt-4o-mini" },
  ],
  script: {
    stepDuration: 2500,
    analytics: { overall: { total_tokens: 6312, total_price: 0.11 } },
    asks: [
      {
        step: 1,
        type: "runtime_input",
        summary: "The invoice names order 4711, which was delivered in two parts. Which amount was agreed?",
        input: { agreed_amount: 1180.5, note: "" },
      },
      {
        step: 2,
        type: "preview",
        summary: "Look at the payment before it is prepared.",
        input: { iban: "DE02 1203 0000 0000 2020 51", amount: 1180.5, reference: "2026-0417" },
      },
    ],
    output: [
      { output: { supplier: "Nordwind GmbH", total: 1204.0, currency: "EUR", order: "4711", lines: 6 } },
      { output: "Five of six lines match. The freight line is **23.50 EUR** above what was agreed." },
      { output: "Payment prepared for release on *Friday*." },
    ],
    conclusion:
      "# Checked\n\nThe invoice is right but for the freight. The agreed amount is ready to be paid.",
  },
};
