import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { failureOf } from "./words.ts";

interface Props {
  error: unknown;
  doing?: "start" | "other";
  /** Whether the eye, and a screen reader, is to be led here. */
  takesFocus?: boolean;
  children?: ComponentChildren;
}

/** An error with everything that somebody needs to decide what to do. */
export function FailureView({ error, doing = "other", takesFocus = false, children }: Props) {
  const failure = failureOf(error, doing);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [error, takesFocus]);
  return (
    <article class="failure">
      <h2 class="failure-title" tabIndex={-1} ref={heading}>
        {failure.title}
      </h2>
      <p>{failure.became}</p>
      <p class="failure-message">{failure.message}</p>
      <dl class="facts">
        <dt>What to do</dt>
        <dd>{failure.advice}</dd>
        <dt>Code</dt>
        <dd>
          <code>{failure.code}</code>
          {failure.status === undefined ? "" : ` (HTTP ${failure.status})`}
        </dd>
        <dt>Outcome</dt>
        <dd>
          <code>{failure.outcome}</code>
        </dd>
        <dt>Repeating</dt>
        <dd>{failure.repeat}</dd>
        <dt>Sent</dt>
        <dd>{timesOf(failure.attempts)}</dd>
        {failure.requestId === undefined ? null : (
          <>
            <dt>Request id</dt>
            <dd>
              <code>{failure.requestId}</code>
            </dd>
          </>
        )}
        {failure.fields.map(({ path, message }) => (
          <FieldFact key={path} path={path} message={message} />
        ))}
      </dl>
      {children}
    </article>
  );
}

function FieldFact({ path, message }: { path: string; message: string }) {
  return (
    <>
      <dt>Field</dt>
      <dd>
        <code>{path || "(the whole)"}</code> {message}
      </dd>
    </>
  );
}

function timesOf(count: number): string {
  if (count === 0) return "never";
  return count === 1 ? "once" : `${count} times`;
}
