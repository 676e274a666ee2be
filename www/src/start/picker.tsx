import { useSignal } from "@preact/signals";
import type { Agentflow } from "wexa-executeflow";
import { failureOf } from "../failure/words.ts";
import { agentflows, agentflowsFailure, take } from "./agentflows.ts";
import { agentflowID, choose } from "./start.ts";

const OTHER = "other";

/** Which agentflow: one of the project's, or one whose id is typed. */
export function AgentflowPicker() {
  const isOther = useSignal(false);
  const list = agentflows.value;
  const failed = agentflowsFailure.value !== undefined;
  const types = isOther.value || failed || list?.length === 0;
  const chosen = list?.find(({ _id }) => _id === agentflowID.value);
  const pick = (value: string): void => {
    isOther.value = value === OTHER;
    if (isOther.value) {
      choose("");
      return;
    }
    const found = list?.find(({ _id }) => _id === value);
    if (found !== undefined) take(found);
  };
  return (
    <div class="field picker">
      <label for={types && failed ? "agentflow-id" : "agentflow"}>
        Agentflow <code>agentflow_id</code>
      </label>
      {failed ? null : (
        <select
          id="agentflow"
          value={types ? OTHER : agentflowID.value}
          disabled={list === undefined}
          onChange={({ currentTarget }) => pick(currentTarget.value)}
        >
          {list === undefined ? <option value="">Looking for agentflows …</option> : null}
          {list?.map(({ _id, name }) => (
            <option key={_id} value={_id}>
              {name || _id}
            </option>
          ))}
          {list === undefined ? null : <option value={OTHER}>Another one, by its id</option>}
        </select>
      )}
      {types ? (
        <input
          id="agentflow-id"
          class="mono picker-id"
          aria-label="Agentflow’s id"
          placeholder="24 hexadecimal digits"
          spellcheck={false}
          autocapitalize="off"
          value={agentflowID.value}
          onInput={({ currentTarget }) => choose(currentTarget.value)}
        />
      ) : null}
      <p class="field-note picker-note">
        {failed ? failureWords() : types ? "" : <About agentflow={chosen} />}
      </p>
    </div>
  );
}

function About({ agentflow }: { agentflow: Agentflow | undefined }) {
  if (agentflow === undefined) return null;
  const agents = agentflow.agents?.map(({ title, role }) => title || role).join(" → ");
  return (
    <>
      {agentflow.description}
      {agents ? <span class="picker-agents">{agents}</span> : null}
    </>
  );
}

function failureWords(): string {
  const { message, code } = failureOf(agentflowsFailure.value);
  return `The agentflows cannot be listed (${code}: ${message}). Type the id of one.`;
}
