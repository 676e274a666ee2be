// The cells of workerd: a worker whose every request is one cell.
import * as of from "wexa-executeflow";
import type { Cell } from "./cell.ts";
import { noteUncaught, type Package, runCell } from "./run-cell.ts";

addEventListener("unhandledrejection", (event) => noteUncaught(event.reason));

export default {
  async fetch(incoming: Request): Promise<Response> {
    const cell = (await incoming.json()) as Cell;
    return Response.json(await runCell(of as unknown as Package, cell));
  },
};
