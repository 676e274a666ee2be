import type { JsonValue } from "../json.ts";
import customer from "./customer.get.json" with { type: "json" };
import creditHistory from "./customer.listCreditHistory.json" with { type: "json" };
import skill from "./skills.get.json" with { type: "json" };

/** The documents' example replies, by operation, as far as the documents can be read: they are cut short. */
export const EXAMPLES: Readonly<Record<string, JsonValue>> = {
  "customer.get": customer,
  "customer.listCreditHistory": creditHistory,
  "skills.get": skill,
};
