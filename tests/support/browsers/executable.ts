import { readFileSync } from "node:fs";
import { join } from "node:path";

const found = join(import.meta.dirname, "../../../target/browsers.json");

/** The program that the set-up has found. */
export function executableOf(browser: string): string {
  const known = JSON.parse(readFileSync(found, "utf8"))[browser];
  if (known === undefined) throw new Error(`${browser} is not set up`);
  return known.path;
}
