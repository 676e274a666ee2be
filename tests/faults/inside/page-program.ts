// The cells of a page, or of a worker of it.
// @ts-expect-error: an address of the page's server, not of this file
import * as of from "/node_modules/wexa-executeflow/dist/browser.js";
import { answerAll } from "../../support/browsers/inside/answer.ts";
import type { Cell } from "./cell.ts";
import { noteUncaught, runCell } from "./run-cell.ts";

answerAll((cell: Cell) => runCell(of, cell), noteUncaught);
