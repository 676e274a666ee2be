import type { Reply } from "./drive.ts";
import type { Engine } from "./engine.ts";
import type { WexaError } from "./errors.ts";
import type { Execution } from "./generated/types.ts";
import type { Settings } from "./options.ts";
import type { Ledger, Start } from "./reconcile-ledger.ts";
import { Search } from "./reconcile-look.ts";
import { retold } from "./retold.ts";
import { redact } from "./shared.ts";

/** A create of which it is unknown what became of it. */
export interface Lost {
  engine: Engine;
  settings: Settings;
  /** When the call's time is up, on the clock of `Date`. */
  deadline: number;
  start: Start;
  ledger: Ledger;
  key: string | null;
  error: WexaError;
}

/** The execution that a search finds, or the error that it was made for, with what it saw. */
export async function reconcile(lost: Lost): Promise<Reply<Execution>> {
  const { error } = lost;
  const search = new Search(lost);
  const found = await search.find();
  if (found) return found;
  const { looks, failures } = search;
  const candidates = redact(search.candidates, lost.key);
  const failed = failures > 0 ? `, ${failures} of the looks failed` : "";
  const message = `${error.message}; looked ${looks} times for the execution: ${candidates.length} may be it${failed}`;
  const { aborted } = search;
  throw aborted
    ? retold(error, {
        code: "aborted",
        message: `${error.operation}: the caller ended the call, which had failed before: ${message}`,
        candidates,
        cause: aborted.reason,
      })
    : retold(error, { message, candidates });
}
