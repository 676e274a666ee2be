// A process that answers each message with what became of a batch.
import { createRequire } from "node:module";
import type { Batch } from "./batch.ts";
import { runBatch } from "./run-batch.ts";

const [entry = ""] = process.argv.slice(2);
const of = createRequire(entry)(entry);

process.on("message", async ({ id, question }: { id: number; question: Batch }) => {
  process.send?.({ id, told: await runBatch(of, question) });
});
process.send?.("ready");
