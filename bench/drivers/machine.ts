import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";

/** Where figures come from: without it they say nothing. */
export interface Machine {
  date: string;
  cpu: string;
  cores: number;
  memoryGB: number;
  system: string;
  node: string;
  chromium: string;
  packages: Record<string, string>;
}

export function machine(project: string, chromium: string): Machine {
  const names = ["wexa-executeflow", "openapi-fetch", "valibot", "ky", "zod", "axios", "openai", "tinybench"];
  const packages = Object.fromEntries(
    names.map((name) => {
      const file = join(project, "node_modules", name, "package.json");
      return [name, (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version];
    }),
  );
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
    chromium,
    packages,
  };
}
