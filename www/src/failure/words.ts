import { type FieldError, type Outcome, WexaError } from "wexa-executeflow";
import { isFieldName } from "../form/fields.ts";

/** An error in words. */
export interface Failure {
  title: string;
  /** The least that somebody has to hear. */
  short: string;
  /** What became of the request. */
  outcome: Outcome;
  became: string;
  /** Whether to try again. */
  repeat: string;
  message: string;
  code: string;
  status: number | undefined;
  requestId: string | undefined;
  attempts: number;
  fields: FieldError[];
}

const TITLES: Record<Outcome, string> = {
  not_sent: "Nothing was sent",
  refused: "The server refused it",
  unknown: "It is not known whether it was started",
  accepted: "It was started, but the reply was not accepted",
};

const SHORT: Record<Outcome, string> = {
  not_sent: "Not started.",
  refused: "Not started.",
  unknown: "Perhaps started.",
  accepted: "Started.",
};

const BECAME: Record<Outcome, string> = {
  not_sent: "The request did not leave. No execution was started.",
  refused: "The request arrived and was refused. No execution was started.",
  unknown:
    "The request may have been carried out. Look at the project’s executions before you start it again.",
  accepted: "The execution was started. Do not start it again.",
};

/** What went wrong with a create, in words. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof WexaError)) {
    // Nothing but the page's own parts, such as the emulator that did not load: no request was made.
    return {
      title: TITLES.not_sent,
      short: SHORT.not_sent,
      outcome: "not_sent",
      became: BECAME.not_sent,
      repeat: "Safe. Loading the page anew may help.",
      message: error instanceof Error ? error.message : String(error),
      code: "page",
      status: undefined,
      requestId: undefined,
      attempts: 0,
      fields: [],
    };
  }
  const { outcome, retryable, code, status, requestId, attempts } = error;
  // The operation stands in front of the message; here there is only one.
  const message = error.operation ? error.message.replace(`${error.operation}: `, "") : error.message;
  return {
    title: TITLES[outcome],
    short: SHORT[outcome],
    outcome,
    became: BECAME[outcome],
    repeat: repeatOf(outcome, retryable),
    message,
    code,
    status,
    requestId,
    attempts,
    fields: error.fields.length > 0 ? error.fields : optionNamed(message),
  };
}

function repeatOf(outcome: Outcome, retryable: boolean): string {
  if (retryable) return "Safe, and it may succeed.";
  if (outcome === "not_sent" || outcome === "refused") {
    return "Safe, but it fails again unless something changes.";
  }
  return "Not safe: it may start a second execution, which costs credits too.";
}

/** An error about an option has no fields, but begins with the option's name. */
function optionNamed(message: string): FieldError[] {
  const [, name = "", missing, what = ""] = /^(\w+)(?:( is missing)|: (.*))/s.exec(message) ?? [];
  return isFieldName(name) ? [{ path: name, message: missing ? "it is missing" : what }] : [];
}
