import type { Execution } from "wexa-executeflow";
import { Icon } from "../app/icon.tsx";
import { hrefOf } from "../app/route.ts";
import { isTerminal, labelOf, toneOf } from "../execution/status.ts";
import { failureOf } from "../failure/words.ts";
import { now } from "../time/now.ts";
import { ageOf, durationOf } from "../time/words.ts";
import { executions, latestOf, listFailure, lookAtList } from "./list.ts";

/** The executions of the project, newest first. */
export function ExecutionList({ current }: { current: string | undefined }) {
  const rows = executions.value?.map(latestOf);
  const asking = rows?.filter(({ status }) => toneOf(status) === "asking").length ?? 0;
  return (
    <nav class="side" aria-labelledby="list-title">
      <div class="side-head">
        <h2 id="list-title">Executions</h2>
        <span class="side-count" role="status">
          {asking === 0 ? "" : `${asking} waiting`}
          {asking === 0 ? null : <span class="visually-hidden"> for an answer</span>}
        </span>
        <a class="button primary small" href={hrefOf({ view: "new" })}>
          <Icon name="plus" />
          New
        </a>
      </div>
      <ListFailure hasRows={rows !== undefined} />
      {rows === undefined ? (
        <Skeleton />
      ) : (
        <ul class="rows">
          {rows.map((row) => (
            <Row key={row.execution_id} execution={row} isCurrent={row.execution_id === current} />
          ))}
        </ul>
      )}
      {rows?.length === 0 ? (
        <p class="empty">None yet. What is started in this project is listed here.</p>
      ) : null}
    </nav>
  );
}

function Row({ execution, isCurrent }: { execution: Execution; isCurrent: boolean }) {
  const { execution_id, status, goal, agentflow, created_at, end_time } = execution;
  const seconds = now.value / 1000;
  const took = (typeof end_time === "number" ? end_time : seconds) - created_at;
  return (
    <li>
      <a
        class="row"
        data-tone={toneOf(status)}
        aria-current={isCurrent ? "page" : undefined}
        href={hrefOf({ view: "execution", id: execution_id })}
      >
        <span class="row-name">{agentflow?.name || "Agentflow"}</span>
        <span class="row-age">{ageOf(seconds - created_at)}</span>
        <span class="row-goal">{goal}</span>
        <span class="row-status">
          <span class="dot" aria-hidden="true" />
          {labelOf(status)}
        </span>
        <span class="row-took">
          <span class="visually-hidden">{isTerminal(status) ? "took " : "since "}</span>
          {durationOf(took)}
        </span>
      </a>
    </li>
  );
}

function ListFailure({ hasRows }: { hasRows: boolean }) {
  if (listFailure.value === undefined) return null;
  const { code, message, advice } = failureOf(listFailure.value);
  return (
    <div class="side-failure" role="alert">
      <p>
        <strong>{hasRows ? "The list is not up to date." : "The list cannot be read."}</strong> {message}{" "}
        <code>{code}</code>
      </p>
      <p>{advice}</p>
      <button type="button" class="button small" onClick={lookAtList}>
        <Icon name="again" />
        Look again
      </button>
    </div>
  );
}

function Skeleton() {
  return (
    <ul class="rows" aria-hidden="true">
      {[1, 2, 3, 4, 5].map((each) => (
        <li key={each} class="row skeleton" />
      ))}
    </ul>
  );
}
