import { expect, test } from "vitest";
import { run } from "../../support/packed.ts";

const script = new URL("scripts/import.ts", import.meta.url);
const recorder = new URL("scripts/record-globals.ts", import.meta.url);

interface Touched {
  atImport: string[];
  atConstruction: string[];
  atCall: string[];
  added: string[];
}

test.each(["import", "require"])(
  "%s does nothing: no global is looked at before the first call",
  async (how) => {
    const { report } = await run<Touched>(script, { node: ["--import", recorder.href], args: [how] });
    expect(report.atImport).toEqual([]);
    // Where the package runs is looked at, to keep keys out of pages; nothing is begun.
    expect(report.atConstruction.filter((name) => !["location", "document"].includes(name))).toEqual([]);
    expect(report.added).toEqual([]);
    // The recorder records.
    for (const name of ["WebAssembly.compile", "TextDecoder", "atob"]) expect(report.atCall).toContain(name);
  },
);
