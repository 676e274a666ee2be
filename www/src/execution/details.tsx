import type { Execution } from "wexa-executeflow";
import { JsonView } from "../output/json.tsx";
import { isoOf, momentOf } from "../time/words.ts";

/** What it was started with, its ids, and the whole as the server gave it. */
export function Details({ execution }: { execution: Execution }) {
  const { created_at, end_time, executed_by } = execution;
  return (
    <aside class="details" aria-label="Details">
      <details open>
        <summary>Input variables</summary>
        <JsonView value={execution.input_variables ?? {}} />
      </details>
      <details open>
        <summary>Details</summary>
        <dl class="facts">
          <Id term="Execution" id={execution.execution_id} />
          <Id term="Agentflow" id={execution.agentflow_id} />
          <Id term="Project" id={execution.projectID} />
          <Id term="Task" id={execution.task_id} />
          <dt>Executed by</dt>
          <dd>{executed_by?.name || executed_by?._id || "–"}</dd>
          <Moment term="Created" seconds={created_at} />
          <Moment term="Ended" seconds={end_time} />
        </dl>
      </details>
      <details>
        <summary>Raw JSON</summary>
        <JsonView value={execution} />
      </details>
    </aside>
  );
}

function Id({ term, id }: { term: string; id: string | undefined }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <code>{id || "–"}</code>
      </dd>
    </>
  );
}

/** The wire has seconds. */
function Moment({ term, seconds }: { term: string; seconds: number | null | undefined }) {
  const ms = typeof seconds === "number" ? seconds * 1000 : undefined;
  return (
    <>
      <dt>{term}</dt>
      <dd>{ms === undefined ? "–" : <time dateTime={isoOf(ms)}>{momentOf(ms)}</time>}</dd>
    </>
  );
}
