import type { CreateExecution } from "wexa-executeflow";
import type { Once } from "./once.ts";

/** What wrangler.jsonc binds. */
export interface Env {
  WEXA_API_KEY: string;
  WEXA_URL: string;
  PROJECT_ID: string;
  EXECUTED_BY: string;
  OPEN: string;
  STARTS_TOKEN?: string;
  STARTS_PER_SECOND: string;
  ASSETS: Fetcher;
  RESULTS: KVNamespace;
  STARTS: Queue<Start>;
  ONCE: DurableObjectNamespace<Once>;
}

/** A message of the queue: an execution to start, under an id that is its own for good. */
export interface Start {
  id: string;
  request: Omit<CreateExecution, "projectID" | "executed_by">;
}

/** What has become of a start. */
export type Result =
  | { execution_id: string; status: string }
  | { error: { code: string; outcome: string; message: string } };
