// The cells of Node: a process that answers each message with what became of the cell.
import { createRequire } from "node:module";
import { inspect } from "node:util";
import type { Cell } from "./cell.ts";
import { noteUncaught, runCell } from "./run-cell.ts";

const [entry = ""] = process.argv.slice(2);
const of = createRequire(entry)(entry);
process.on("unhandledRejection", noteUncaught).on("uncaughtException", noteUncaught);

const deep = (value: unknown): string =>
  inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });

process.on("message", async ({ id, question }: { id: number; question: Cell }) => {
  process.send?.({ id, told: await runCell(of, question, deep) });
});
process.send?.("ready");
