// Checks one property in a process of its own, and reports what came of it.
import fc from "fast-check";
import { report } from "../support/documented.ts";
import { fields, whole } from "./arguments.ts";
import type { Package } from "./judge.ts";
import { ofCall, ofClient, ofKey } from "./options.ts";
import { ofFetch } from "./replies.ts";

const PROPERTIES = { whole, fields, ofClient, ofCall, ofKey, ofFetch };
export type Property = keyof typeof PROPERTIES;

const [address = "", name = "", runs = "0", seed = "0"] = process.argv.slice(2);
const wexa: Package = await import(address);

const uncaught: string[] = [];
for (const event of ["unhandledRejection", "uncaughtException"]) {
  process.on(event, (error) => {
    try {
      uncaught.push(`${event}: ${(error as Error).stack ?? error}`);
    } catch {
      uncaught.push(`${event}: something that cannot be written`);
    }
  });
}

const property = PROPERTIES[name as Property](wexa) as fc.IAsyncProperty<unknown>;
const details = await fc.check(property, {
  numRuns: Number(runs),
  seed: Number(seed),
  // Each failure is made smaller, but not for ever.
  interruptAfterTimeLimit: 60_000,
  endOnFailure: false,
});
await new Promise((resolve) => setTimeout(resolve, 50));
report({
  runs: details.numRuns,
  failure: details.failed ? `${details.errorInstance}\n${fc.defaultReportMessage(details as never)}` : null,
  uncaught: [...new Set(uncaught)],
});
