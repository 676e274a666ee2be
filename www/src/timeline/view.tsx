import type { ComponentChildren } from "preact";
import type { Execution, PendingItem } from "wexa-executeflow";
import { agentAt, currentAgent, nameOf } from "../execution/agents.ts";
import type { Known } from "../execution/board.ts";
import type { Happening } from "../execution/history.ts";
import { isTerminal, labelOf, toneOf } from "../execution/status.ts";
import { conclusionOf, errorOf, outputOf } from "../output/value.ts";
import { Markdown, Output } from "../output/view.tsx";
import { RequestView } from "../request/view.tsx";
import { durationOf } from "../time/words.ts";
import { Entry } from "./entry.tsx";

interface Props {
  known: Known;
  requests: readonly PendingItem[];
  children: ComponentChildren;
}

/** What happened, oldest first, so that what is new pushes nothing away. */
export function Timeline({ known, requests, children }: Props) {
  const { execution, happened } = known;
  const sinceStart = (at: number | undefined): string =>
    at === undefined || typeof execution.created_at !== "number"
      ? ""
      : `+${durationOf(at / 1000 - execution.created_at)}`;
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">Timeline</h2>
      <ol class="entries">
        <Entry tone="plain" title="Started" when="" note={starterOf(execution)} />
        {happened.map((happening, at) => (
          <Happened key={at} happening={happening} execution={execution} when={sinceStart(happening.at)} />
        ))}
        {requests.map((item) => (
          <Entry key={item._id} tone="asking" title={`${item.agent_title || "An agent"} asks`} when="">
            <RequestView key={item._id} execution={execution} item={item} />
          </Entry>
        ))}
        {isTerminal(execution.status) ? (
          <End execution={execution} when={sinceStart(endOf(execution))} />
        ) : requests.length === 0 ? (
          // A new one rather than the same one pushed down: nothing is seen to move.
          <Now key={happened.length} execution={execution} />
        ) : null}
      </ol>
      {children}
    </section>
  );
}

interface HappenedProps {
  happening: Happening;
  execution: Execution;
  when: string;
}

function Happened({ happening, execution, when }: HappenedProps) {
  switch (happening.kind) {
    case "output": {
      const agent = agentAt(execution, happening.index);
      return (
        <Entry
          tone="done"
          title={agent === undefined ? "Output" : nameOf(agent)}
          note={agent?.role_description ?? ""}
          when={when}
        >
          <Output value={outputOf(execution.agents_output[happening.index])} />
        </Entry>
      );
    }
    case "status":
      return (
        <Entry
          tone={toneOf(happening.status) === "paused" ? "paused" : "plain"}
          title={toneOf(happening.status) === "paused" ? "Paused" : "Resumed"}
          when={when}
        />
      );
    case "answer":
      return <Entry tone="plain" title={happening.words} note={happening.agent} when={when} />;
  }
}

/** What it is at, at the end of what was. */
function Now({ execution }: { execution: Execution }) {
  const agent = currentAgent(execution);
  const tone = toneOf(execution.status);
  if (tone === "paused") return <Entry tone="paused" title="It goes on when it is resumed." when="" />;
  if (tone === "asking") return <Entry tone="asking" title="It waits for an answer." when="" />;
  const who = agent === undefined ? labelOf(execution.status) : `${nameOf(agent)} is next`;
  const isReady = execution.status.toLowerCase() === "ready";
  return (
    <Entry
      tone="running"
      title={isReady || agent === undefined ? who : `${nameOf(agent)} is working`}
      note={agent?.role_description ?? ""}
      when=""
    />
  );
}

function End({ execution, when }: { execution: Execution; when: string }) {
  const tone = toneOf(execution.status);
  const error = errorOf(execution);
  const conclusion = conclusionOf(execution);
  return (
    <Entry tone={tone === "done" ? "end" : tone} title={labelOf(execution.status)} when={when} isLast>
      {error === "" ? null : <p class="run-error">{error}</p>}
      {conclusion === "" ? null : (
        <div class="conclusion">
          <Markdown text={conclusion} />
        </div>
      )}
    </Entry>
  );
}

function starterOf({ executed_by }: Execution): string {
  return executed_by?.name ? `by ${executed_by.name}` : "";
}

function endOf({ end_time }: Execution): number | undefined {
  return typeof end_time === "number" ? end_time * 1000 : undefined;
}
