import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** The browser that the project's set-up found. */
export function launch(): Promise<Browser> {
  const file = join(import.meta.dirname, "../../browsers.json");
  const { chromium: found } = JSON.parse(readFileSync(file, "utf8")) as { chromium: { path: string } };
  const args = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"];
  return chromium.launch({ executablePath: found.path, args });
}
