// Puts the page together: the form, the call as code, and what becomes of it.
import { type CreateExecution, create_executeflow, type Execution, WexaClient } from "wexa-executeflow";
import { codeOf, showCode } from "./call/code.ts";
import { byId, element, setText } from "./element.ts";
import { follow } from "./execution/follow.ts";
import { sentenceOf } from "./execution/status.ts";
import { ExecutionView } from "./execution/view.ts";
import { failureView } from "./failure/view.ts";
import { failureOf } from "./failure/words.ts";
import { destination, optionsFor, showDestination, takePortFrom } from "./form/destination.ts";
import { clearMarks, firstMarked, isFieldName, mark, markAll, typedIn } from "./form/fields.ts";
import { readObject } from "./form/json-object.ts";

const form = byId("start", HTMLFormElement);
const button = byId("start-button", HTMLButtonElement);
const state = byId("state", HTMLElement);
const result = byId("result", HTMLElement);
const code = byId("code", HTMLElement);
const copied = byId("copied", HTMLElement);

/** Ends the following of the execution before. */
let following = new AbortController();
let sending = false;

/** The request that the form describes; `undefined` after saying at the field why there is none. */
function requestOf(): CreateExecution | undefined {
  const variables = readObject(typedIn("input_variables"));
  if ("problem" in variables) {
    mark("input_variables", variables.problem);
    return undefined;
  }
  return {
    agentflow_id: typedIn("agentflow_id").trim(),
    executed_by: typedIn("executed_by").trim(),
    goal: typedIn("goal"),
    input_variables: variables.value,
    projectID: typedIn("projectID").trim(),
  };
}

async function start(): Promise<void> {
  // A second press while the first is on its way would be a second execution.
  if (sending) return;
  clearMarks();
  const request = requestOf();
  if (request === undefined) {
    setText(state, "Not sent: see the field that is marked.");
    firstMarked(form)?.focus();
    return;
  }
  following.abort();
  following = new AbortController();
  busy(true);
  result.replaceChildren(element("p", { class: "empty" }, "Waiting for the reply."));
  setText(state, "Sending.");
  try {
    const options = await optionsFor(destination());
    const execution = await create_executeflow(request, options);
    busy(false);
    void watch(new WexaClient({ ...options, projectID: request.projectID }), execution, following.signal);
  } catch (error) {
    busy(false);
    showFailure(error);
  }
}

async function watch(client: WexaClient, execution: Execution, signal: AbortSignal): Promise<void> {
  const view = new ExecutionView(execution);
  result.replaceChildren(view.root);
  showResult();
  try {
    await follow(client, execution, signal, (latest) => {
      view.update(latest);
      setText(state, sentenceOf(latest.status));
    });
  } catch (error) {
    if (signal.aborted) return;
    setText(state, `It was started, but looking at it failed. ${failureOf(error).message}`);
    const again = element("button", { type: "button", class: "quiet" }, "Look again");
    again.addEventListener("click", () => void watch(client, execution, signal));
    view.root.prepend(again);
  }
}

function showFailure(error: unknown): void {
  const failure = failureOf(error);
  const view = failureView(failure, markAll(failure.fields));
  result.replaceChildren(view);
  setText(state, failure.short);
  // To where something can be put right, else to where it is explained.
  (firstMarked(form) ?? view.querySelector("h3"))?.focus();
}

/** On a phone the result is far below the button, and somebody who starts something wants to see it. */
function showResult(): void {
  const section = result.closest("section");
  if (section && section.getBoundingClientRect().top > innerHeight * 0.8) section.scrollIntoView();
}

function busy(on: boolean): void {
  sending = on;
  button.setAttribute("aria-disabled", String(on));
}

/** While the input variables cannot be read, the code stays as it was. */
function showCall(): void {
  const variables = readObject(typedIn("input_variables"));
  if ("problem" in variables) return;
  const request = requestOf();
  if (request === undefined) return;
  showCode(code, codeOf(request, destination()));
  setText(copied, "");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void start();
});
form.addEventListener("input", ({ target }) => {
  if (target instanceof HTMLElement && isFieldName(target.id)) mark(target.id, "");
  showDestination();
  showCall();
});
byId("input_variables", HTMLTextAreaElement).addEventListener("change", () => void requestOf());
byId("copy", HTMLButtonElement).addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(code.textContent ?? "");
    setText(copied, "Copied");
  } catch {
    setText(copied, "The browser does not allow it");
  }
});

takePortFrom(location.search);
showDestination();
showCall();
