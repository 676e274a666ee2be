import type { TestProject } from "vitest/node";
import { installPacked, tarballOf } from "../support/pack.ts";
import { writeDocs } from "./harness/docs.ts";

/** Before: the package as users get it. After: the table, where it is asked for. */
export default function setup(project: TestProject): () => void {
  project.provide("packed", installPacked());
  project.provide("tarball", tarballOf("packed"));
  return () => {
    if (process.env.WEXA_WRITE_DOCS) writeDocs();
  };
}
