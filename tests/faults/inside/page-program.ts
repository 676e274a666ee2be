// The cells of a page: what the page's own script offers to whoever drives it.
// @ts-expect-error: an address of the page's server, not of this file
import * as of from "/node_modules/wexa-executeflow/dist/browser.js";
import type { Cell } from "./cell.ts";
import { noteUncaught, runCell } from "./run-cell.ts";

addEventListener("unhandledrejection", (event) => noteUncaught(event.reason));
addEventListener("error", (event) => noteUncaught(event.message));

Object.assign(globalThis, { runCell: (cell: Cell) => runCell(of, cell) });
