import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Execution } from "wexa-executeflow";
import { type AgentState, agentStates, agentsOf, nameOf, STATE_WORDS } from "../execution/agents.ts";
import type { Direction, LayOut, Line } from "./layout.ts";

const narrow = matchMedia("(max-width: 44rem)");
const direction = signal<Direction>(narrow.matches ? "down" : "across");
narrow.addEventListener("change", ({ matches }) => {
  direction.value = matches ? "down" : "across";
});

/** The agents of an execution and who hands over to whom; each shows how it is with it. */
export function AgentGraph({ execution, layOut }: { execution: Execution; layOut: LayOut }) {
  const agents = agentsOf(execution);
  const key = agents.map(({ _id, next_agent }) => `${_id}>${next_agent}`).join(" ");
  const drawing = useMemo(() => layOut(agents, direction.value), [key, direction.value]);
  const states = agentStates(execution);
  const { width, height } = drawing;
  if (agents.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled has to be reached by keyboard
    <section class="graph" aria-label="Agents" tabIndex={0}>
      <div class="graph-canvas" style={{ width: `${width}px`, height: `${height}px` }}>
        <svg class="graph-lines" width={width} height={height} aria-hidden="true" focusable="false">
          {drawing.lines.map((line) => (
            <Arrow key={`${line.from} ${line.to}`} line={line} state={stateOf(line, states)} />
          ))}
        </svg>
        <ol class="graph-agents">
          {agents.map((agent) => {
            const box = drawing.boxes.find(({ id }) => id === agent._id);
            const state = states.get(agent._id) ?? "pending";
            return (
              <li
                key={agent._id}
                class="agent"
                data-state={state}
                style={{ left: `${box?.x ?? 0}px`, top: `${box?.y ?? 0}px` }}
              >
                <span class="agent-name">{nameOf(agent)}</span>
                <span class="agent-model">{agent.llm?.model || agent.role}</span>
                <span class="agent-state">
                  <span class="dot" aria-hidden="true" />
                  {STATE_WORDS[state]}
                </span>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}

function Arrow({ line, state }: { line: Line; state: "open" | "active" | "done" }) {
  return <path class="arrow" data-state={state} d={line.path} />;
}

/** A line is walked when the agent that it comes from is done. */
function stateOf({ from, to }: Line, states: ReadonlyMap<string, AgentState>): "open" | "active" | "done" {
  if (states.get(from) !== "done") return "open";
  return states.get(to) === "running" ? "active" : "done";
}
