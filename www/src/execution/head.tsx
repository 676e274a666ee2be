import { useEffect, useRef } from "preact/hooks";
import type { Execution } from "wexa-executeflow";
import { Heading } from "../app/heading.tsx";
import { Icon, type IconName } from "../app/icon.tsx";
import { hrefOf } from "../app/route.ts";
import { costOf } from "../output/value.ts";
import { now } from "../time/now.ts";
import { ageOf, durationOf, isoOf, momentOf } from "../time/words.ts";
import { type Action, act, allows, doing } from "./actions.ts";
import { agentStates } from "./agents.ts";
import { following } from "./follow.ts";
import { titleOf } from "./page.tsx";
import { isTerminal, labelOf, sentenceOf, toneOf } from "./status.ts";

/** Its name, its state, what can be done to it, and its figures. */
export function ExecutionHead({ execution }: { execution: Execution }) {
  const { status, goal } = execution;
  useEffect(() => {
    const before = document.title;
    document.title = `${labelOf(status)} · ${titleOf(execution)}`;
    return () => {
      document.title = before;
    };
  }, [status]);
  return (
    <header class="page-head execution-head">
      <a class="back" href={hrefOf({ view: "home" })}>
        <Icon name="back" />
        Executions
      </a>
      <div class="title-row">
        <Heading id="execution-title">{titleOf(execution)}</Heading>
        <span class="badge" data-tone={toneOf(status)}>
          {labelOf(status)}
        </span>
      </div>
      <p class="lead">{goal || "Without a goal"}</p>
      <div class="action-row">
        <Actions execution={execution} />
        <Live execution={execution} />
      </div>
      <Figures execution={execution} />
    </header>
  );
}

/** How it goes, in a sentence; from a question a long way down there is a way to it. */
function Live({ execution }: { execution: Execution }) {
  const { trouble = 0, error, requests = [] } = following.value ?? {};
  const words = (): string => {
    if (error !== undefined) return "It is not followed any more.";
    if (trouble > 0) return "Looking at it fails; it will be looked at again.";
    return sentenceOf(execution.status);
  };
  return (
    <p class="live">
      <span role="status">{words()}</span>
      {requests.length === 0 ? null : <LeadTo place=".request" words="Answer it" />}
      {isTerminal(execution.status) ? (
        <LeadTo place=".entry[data-last=true]" words="See how it ended" />
      ) : null}
    </p>
  );
}

/** A way to a part of the timeline, which may be long. */
function LeadTo({ place, words }: { place: string; words: string }) {
  const lead = (): void => {
    const found = document.querySelector<HTMLElement>(place);
    found?.scrollIntoView({ block: "center" });
    const [first] = found?.querySelectorAll<HTMLElement>("input, textarea, button.primary") ?? [];
    (first ?? found)?.focus({ preventScroll: true });
  };
  return (
    <button type="button" class="link" onClick={lead}>
      {words}
    </button>
  );
}

function Actions({ execution }: { execution: Execution }) {
  const isPaused = toneOf(execution.status) === "paused";
  return (
    <div class="button-row">
      <ActionButton
        execution={execution}
        action={isPaused ? "resume" : "pause"}
        icon={isPaused ? "play" : "pause"}
      />
      <CancelButton execution={execution} />
    </div>
  );
}

const ACTION_WORDS: Record<Action, string> = { pause: "Pause", resume: "Resume", cancel: "Cancel" };

interface ActionProps {
  execution: Execution;
  action: Action;
  icon: IconName;
  onPress?: () => void;
}

/** It stays where it is when it cannot be pressed, so that the focus does too. */
function ActionButton({ execution, action, icon, onPress }: ActionProps) {
  const press = onPress ?? (() => void act(execution, action));
  return (
    <button
      type="button"
      class="button action"
      aria-disabled={!allows(execution, action) || doing.value !== undefined}
      onClick={() => allows(execution, action) && press()}
    >
      <Icon name={icon} />
      {ACTION_WORDS[action]}
    </button>
  );
}

/** It cannot be taken back: it is asked once more. */
function CancelButton({ execution }: { execution: Execution }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <ActionButton
        execution={execution}
        action="cancel"
        icon="stop"
        onPress={() => dialog.current?.showModal()}
      />
      <dialog class="dialog small" ref={dialog} aria-labelledby="cancel-title">
        <h2 id="cancel-title">Cancel this execution?</h2>
        <p>It ends where it is, and cannot be resumed. What its agents have given stays.</p>
        <form method="dialog" class="button-row end">
          <button type="submit" class="button">
            Let it run
          </button>
          <button type="submit" class="button danger" onClick={() => void act(execution, "cancel")}>
            Cancel it
          </button>
        </form>
      </dialog>
    </>
  );
}

function Figures({ execution }: { execution: Execution }) {
  const { created_at, end_time, status } = execution;
  const seconds = now.value / 1000;
  const end = typeof end_time === "number" ? end_time : seconds;
  const states = [...agentStates(execution).values()];
  const { tokens, price } = costOf(execution);
  return (
    <dl class="figures">
      <div>
        <dt>Started</dt>
        <dd>
          <time dateTime={isoOf(created_at * 1000)} title={momentOf(created_at * 1000)}>
            {ageOf(seconds - created_at)}
          </time>
        </dd>
      </div>
      <div>
        <dt>{isTerminal(status) ? "Took" : "Running for"}</dt>
        <dd>{durationOf(end - created_at)}</dd>
      </div>
      <div>
        <dt>Agents done</dt>
        <dd>
          {states.filter((state) => state === "done").length} of {states.length}
        </dd>
      </div>
      <div>
        <dt>Tokens</dt>
        <dd>{tokens === undefined ? <NotTold /> : tokens.toLocaleString()}</dd>
      </div>
      <div>
        <dt>Credits</dt>
        <dd>{price === undefined ? <NotTold /> : price.toLocaleString()}</dd>
      </div>
    </dl>
  );
}

function NotTold() {
  return (
    <span class="faint" title="The server does not tell">
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">not told by the server</span>
    </span>
  );
}
