import type { Execution } from "wexa-executeflow";
import { Heading } from "../app/heading.tsx";
import { Icon } from "../app/icon.tsx";
import { hrefOf } from "../app/route.ts";
import { FailureView } from "../failure/view.tsx";
import { AgentGraph } from "../graph/view.tsx";
import { partsOfExecution } from "../output/parts.ts";
import { Timeline } from "../timeline/view.tsx";
import { board } from "./board.ts";
import { Details } from "./details.tsx";
import { follow, following } from "./follow.ts";
import { ExecutionHead } from "./head.tsx";

/** One execution, live. */
export function ExecutionPage({ id }: { id: string }) {
  const known = board.value.get(id);
  const { value: looking } = following;
  const error = looking?.id === id ? looking.error : undefined;
  const parts = partsOfExecution();
  // Shown when all of it can be shown: what came piece by piece would push the rest about.
  if (known === undefined || parts === undefined) {
    return error === undefined ? <Skeleton /> : <NotThere id={id} error={error} />;
  }
  const { execution } = known;
  return (
    <article class="execution" aria-labelledby="execution-title">
      <ExecutionHead execution={execution} />
      <AgentGraph execution={execution} layOut={parts.layOut} />
      <div class="execution-body">
        <Timeline known={known} requests={looking?.requests ?? []}>
          {error === undefined ? null : <LostSight id={id} error={error} />}
        </Timeline>
        <Details execution={execution} />
      </div>
    </article>
  );
}

function LostSight({ id, error }: { id: string; error: unknown }) {
  return (
    <FailureView error={error}>
      <p>This page does not follow the execution any more. It goes on by itself.</p>
      <LookAgain id={id} />
    </FailureView>
  );
}

function NotThere({ id, error }: { id: string; error: unknown }) {
  return (
    <div class="not-there">
      <Heading>This execution cannot be shown</Heading>
      <p>
        <code>{id}</code> was not found, or cannot be read. What was started in the emulator of this page is
        gone when the page is loaded again.
      </p>
      <FailureView error={error}>
        <div class="button-row">
          <LookAgain id={id} />
          <a class="button small" href={hrefOf({ view: "home" })}>
            To the start
          </a>
        </div>
      </FailureView>
    </div>
  );
}

function LookAgain({ id }: { id: string }) {
  return (
    <button type="button" class="button small" onClick={() => follow(id)}>
      <Icon name="again" />
      Look again
    </button>
  );
}

function Skeleton() {
  return (
    <div class="execution" aria-busy="true">
      <p class="visually-hidden">Looking at the execution</p>
      <div class="skeleton skeleton-head" />
      <div class="skeleton skeleton-graph" />
      <div class="skeleton skeleton-body" />
    </div>
  );
}

/** How an execution is called, where there is one line for it. */
export function titleOf({ agentflow }: Execution): string {
  return agentflow?.name || "Agentflow without a name";
}
