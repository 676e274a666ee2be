import { type FieldError, type Outcome, WexaError } from "wexa-executeflow";

/** An error in words. */
export interface Failure {
  title: string;
  /** What became of the request. */
  outcome: Outcome;
  became: string;
  /** Whether to try again. */
  repeat: string;
  /** What can be done about it. */
  advice: string;
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
  unknown: "It is not known whether it was done",
  accepted: "It was done, but the reply was not accepted",
};

const START_TITLES: Record<Outcome, string> = {
  ...TITLES,
  unknown: "It is not known whether it was started",
  accepted: "It was started, but the reply was not accepted",
};

const BECAME: Record<Outcome, string> = {
  not_sent: "The request did not leave.",
  refused: "The request arrived and was refused. Nothing was changed.",
  unknown: "The request may have been carried out. The state that is shown here will tell.",
  accepted: "The request was carried out.",
};

const START_BECAME: Record<Outcome, string> = {
  not_sent: "The request did not leave. No execution was started.",
  refused: "The request arrived and was refused. No execution was started.",
  unknown: "The request may have been carried out. Look for it in the list before you start it again.",
  accepted: "The execution was started. Do not start it again.",
};

const ADVICE: Record<string, string> = {
  configuration: "Correct the settings of this page.",
  invalid_request: "Correct the fields that are named, and send it again.",
  validation: "Correct the fields that are named, and send it again.",
  authentication:
    "The proxy behind the address has to add a valid key; on this machine, the settings have one.",
  permission: "The key may not do this, or the project is another’s.",
  not_found: "It is not there, or not in the project of the settings.",
  conflict: "Its state does not allow this. Look at it again.",
  rate_limit: "The server wants fewer requests. Wait a while.",
  server: "The server has a problem. Its request id helps whoever runs it to find out more.",
  http: "The server answered with a status that is not expected. Is the address right?",
  connection: "Is the address right, is it reachable, and does it allow this page (CORS)?",
  timeout: "The server is slow, or not there. Try again later.",
  aborted: "It was ended from this page.",
  bad_response: "What answered does not speak the API. Is the address right?",
  redirected: "The address leads somewhere else. Use the address that it leads to.",
  too_large: "The reply is larger than this page reads.",
  wasm_load: "The WebAssembly module did not load. Load the page again.",
  wasm_panic: "This is a defect of the client. The next call starts afresh.",
  execution_failed: "The run itself failed; its error says why.",
  page: "Load the page again.",
};

/** What went wrong, in words. */
export function failureOf(error: unknown, doing: "start" | "other" = "other"): Failure {
  const titles = doing === "start" ? START_TITLES : TITLES;
  const became = doing === "start" ? START_BECAME : BECAME;
  if (!(error instanceof WexaError)) {
    // Nothing but the page's own parts, such as the emulator that did not load: no request was made.
    return {
      title: titles.not_sent,
      outcome: "not_sent",
      became: became.not_sent,
      repeat: "Safe.",
      advice: ADVICE.page ?? "",
      message: error instanceof Error ? error.message : String(error),
      code: "page",
      status: undefined,
      requestId: undefined,
      attempts: 0,
      fields: [],
    };
  }
  const { outcome, retryable, code, status, requestId, attempts, fields } = error;
  return {
    title: titles[outcome],
    outcome,
    became: became[outcome],
    repeat: repeatOf(outcome, retryable, doing),
    advice: ADVICE[code] ?? "",
    // The operation stands in front of the message; here there is only one.
    message: error.operation ? error.message.replace(`${error.operation}: `, "") : error.message,
    code,
    status,
    requestId,
    attempts,
    fields,
  };
}

function repeatOf(outcome: Outcome, retryable: boolean, doing: "start" | "other"): string {
  if (retryable) return "Safe, and it may succeed.";
  if (outcome === "not_sent" || outcome === "refused") {
    return "Safe, but it fails again unless something changes.";
  }
  return doing === "start"
    ? "Not safe: it may start a second execution, which costs credits too."
    : "Look at the state first.";
}
