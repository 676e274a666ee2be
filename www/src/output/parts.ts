// The parts of the page that are needed only to show an execution: they are loaded with the first one.
import { signal } from "@preact/signals";
import type { LayOut } from "../graph/layout.ts";
import type { ToFragment } from "./markdown.ts";

interface Parts {
  readonly layOut: LayOut;
  readonly toFragment: ToFragment;
}

const parts = signal<Parts | undefined>(undefined);
let isLoading = false;

/** Them, or `undefined` while they are on their way. */
export function partsOfExecution(): Parts | undefined {
  if (parts.value === undefined && !isLoading) {
    isLoading = true;
    load().finally(() => {
      isLoading = false;
    });
  }
  return parts.value;
}

async function load(): Promise<void> {
  const [{ layOut }, { toFragment }] = await Promise.all([
    import("../graph/layout.ts"),
    import("./markdown.ts"),
  ]);
  parts.value = { layOut, toFragment };
}
