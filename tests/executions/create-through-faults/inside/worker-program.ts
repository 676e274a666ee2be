// A worker whose every request is one batch.
import * as of from "wexa-executeflow";
import type { Batch } from "./batch.ts";
import { type Package, runBatch } from "./run-batch.ts";

export default {
  async fetch(incoming: Request): Promise<Response> {
    const batch = (await incoming.json()) as Batch;
    return Response.json(await runBatch(of as unknown as Package, batch));
  },
};
