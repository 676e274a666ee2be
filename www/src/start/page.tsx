import { useEffect, useRef } from "preact/hooks";
import { Heading } from "../app/heading.tsx";
import { Icon } from "../app/icon.tsx";
import { connection } from "../connection/connection.ts";
import { FailureView } from "../failure/view.tsx";
import { settingsAreOpen } from "../settings/dialog.tsx";
import { VariablesField } from "../variables/field.tsx";
import { agentflows, agentflowsFailure, readAgentflows } from "./agentflows.ts";
import { CallAsCode } from "./call.tsx";
import { AgentflowPicker } from "./picker.tsx";
import { goal, isStarting, looksForLost, request, start, startFailure, variables } from "./start.ts";

/** Where an execution is put together and started. */
export function StartPage() {
  const opened = connection.value;
  useEffect(() => void readAgentflows(), [opened]);
  return (
    <div class="start-page">
      <header class="page-head">
        <Heading>Start an execution</Heading>
        <p class="lead">Choose an agentflow, say what it is to do, and see its agents at work.</p>
      </header>
      {agentflows.value === undefined && agentflowsFailure.value === undefined ? (
        <>
          <div class="card start-form skeleton" aria-busy="true" />
          <div class="card call skeleton" aria-hidden="true" />
        </>
      ) : (
        <>
          <StartForm />
          <CallAsCode />
        </>
      )}
    </div>
  );
}

function StartForm() {
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (request.value !== undefined) return void start();
    form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  };
  return (
    <form class="card start-form" ref={form} onSubmit={submit} autocomplete="off" noValidate>
      <AgentflowPicker />
      <div class="field">
        <label for="goal">
          Goal <code>goal</code>
        </label>
        <input
          id="goal"
          value={goal.value}
          onInput={({ currentTarget }) => {
            goal.value = currentTarget.value;
          }}
        />
      </div>
      <VariablesField id="variables" label="Input variables" name="input_variables" draft={variables} />
      <label class="check">
        <input
          type="checkbox"
          checked={looksForLost.value}
          onChange={({ currentTarget }) => {
            looksForLost.value = currentTarget.checked;
          }}
        />
        <span>
          If the reply is lost, look for the execution
          <small>It is never started a second time.</small>
        </span>
      </label>
      <div class="form-foot">
        <button type="submit" class="button primary" aria-disabled={isStarting.value}>
          <Icon name="play" />
          Start execution
        </button>
        <p class="form-state" role="status">
          {isStarting.value ? "Starting it …" : ""}
        </p>
      </div>
      {startFailure.value === undefined ? null : (
        <FailureView error={startFailure.value} doing="start" takesFocus>
          <button
            type="button"
            class="button small"
            onClick={() => {
              settingsAreOpen.value = true;
            }}
          >
            <Icon name="settings" />
            Settings
          </button>
        </FailureView>
      )}
    </form>
  );
}
