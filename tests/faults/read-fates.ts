// What was seen of a call, in the words of the expectation.
import type { Fate, Fates } from "./expected/fate.ts";
import { IDEMPOTENCIES, type Row, SECRET, type Seen } from "./matrix.ts";

export function fatesOf(row: Row): Fates {
  return Object.fromEntries(
    IDEMPOTENCIES.map((idempotency) => [idempotency, fateOf(row[idempotency])]),
  ) as Fates;
}

function fateOf({ error, value, requests }: Seen): Fate {
  if (!error) {
    const goal = JSON.stringify(value?.goal)?.includes(SECRET) ? "(with the key)" : value?.goal;
    return {
      what: `resolves, goal ${goal}`,
      outcome: "",
      retryable: false,
      sent: requests,
      arrive: requests,
    };
  }
  const { name, code, outcome, retryable, attempts, cause } = error;
  const fate = { what: `${name} ${code}`, outcome, retryable, sent: attempts, arrive: requests };
  return code === "aborted" ? { ...fate, cause } : fate;
}

/** The expectation with all that goes without saying. */
export function complete(fates: Fates): Fates {
  const whole = ({ sent, ...fate }: Fate): Fate => ({ arrive: sent, sent, ...fate });
  return {
    safe: whole(fates.safe),
    idempotent: whole(fates.idempotent),
    non_idempotent: whole(fates.non_idempotent),
  };
}
