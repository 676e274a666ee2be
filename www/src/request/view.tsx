import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { AnomalyItem, Execution, PendingItem, PreviewItem, RuntimeInputItem } from "wexa-executeflow";
import { Icon } from "../app/icon.tsx";
import { act } from "../execution/actions.ts";
import { isObject } from "../output/value.ts";
import { VariablesField } from "../variables/field.tsx";
import { type Draft, draftOf, read } from "../variables/variables.ts";
import { answer, answering } from "./answer.ts";

/** What a run waits for, to be answered where it is read. */
export function RequestView({ execution, item }: { execution: Execution; item: PendingItem }) {
  return (
    <section class="request" aria-label={item.summary}>
      <p class="request-summary">{item.summary}</p>
      <Asked execution={execution} item={item} />
    </section>
  );
}

function Asked({ execution, item }: { execution: Execution; item: PendingItem }) {
  switch (item.type) {
    case "runtime_input":
      return <RuntimeInput item={item} />;
    case "preview":
      return <Preview item={item} />;
    case "anomaly_detection":
      return <Anomaly execution={execution} item={item} />;
  }
}

/** What an item of this kind holds is not documented. */
function RuntimeInput({ item }: { item: RuntimeInputItem & { runtime_input?: unknown } }) {
  const asked = isObject(item.runtime_input) ? item.runtime_input.values : undefined;
  const draft = useSignal<Draft>(draftOf(isObject(asked) ? asked : {}));
  const send = (isDraft: boolean) => {
    const found = read(draft.value);
    if ("problem" in found) return Promise.resolve(false);
    return answer(item, {
      ...(isDraft ? {} : { done: "Values were given" }),
      failed: "The values were not taken",
      send: ({ inbox }) =>
        isDraft ? inbox.saveRuntimeInput(item, found.value) : inbox.submitRuntimeInput(item, found.value),
    });
  };
  return (
    <AnswerForm item={item} word="Submit and go on" draft={draft.value} send={send}>
      <VariablesField id={`values-${item._id}`} label="Values" name="values" draft={draft} />
    </AnswerForm>
  );
}

function Preview({ item }: { item: PreviewItem }) {
  const preview = item.preview.preview_input;
  const draft = useSignal<Draft>(draftOf(isObject(preview?.skill?.input) ? preview.skill.input : {}));
  const send = (isDraft: boolean) => {
    const found = read(draft.value);
    if ("problem" in found) return Promise.resolve(false);
    return answer(item, {
      ...(isDraft ? {} : { done: "Approved" }),
      failed: "The approval was not taken",
      send: ({ inbox }) => {
        const changed = { ...preview, skill: { ...preview.skill, input: found.value } };
        return isDraft ? inbox.savePreview(item, changed) : inbox.approvePreview(item, changed);
      },
    });
  };
  const thoughts = Object.entries(preview?.thoughts ?? {}).filter(([, text]) => text);
  return (
    <AnswerForm item={item} word="Approve" draft={draft.value} send={send}>
      {thoughts.length === 0 ? null : (
        <dl class="facts">
          {thoughts.map(([name, text]) => (
            <Thought key={name} name={name} text={String(text)} />
          ))}
        </dl>
      )}
      <VariablesField
        id={`preview-${item._id}`}
        label={preview?.skill?.name ? `Input of ${preview.skill.name}` : "Input"}
        name="preview_input"
        draft={draft}
      />
    </AnswerForm>
  );
}

function Thought({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

/** No source knows how to say no: what somebody can do is to leave it, or to cancel the run. */
function Anomaly({ execution, item }: { execution: Execution; item: AnomalyItem }) {
  const isBusy = answering.value !== undefined;
  const approve = () =>
    answer(item, {
      done: "The anomaly was let pass",
      failed: "The decision was not taken",
      send: ({ inbox }) => inbox.decideAnomaly(item, true),
    });
  return (
    <div class="button-row">
      <button type="button" class="button primary" aria-disabled={isBusy} onClick={() => void approve()}>
        <Icon name="check" />
        Go on all the same
      </button>
      <button type="button" class="button" onClick={() => void act(execution, "cancel")}>
        <Icon name="stop" />
        Cancel the run
      </button>
    </div>
  );
}

interface AnswerFormProps {
  item: PendingItem;
  word: string;
  draft: Draft;
  send: (isDraft: boolean) => Promise<boolean>;
  children: ComponentChildren;
}

function AnswerForm({ item, word, draft, send, children }: AnswerFormProps) {
  const told = useSignal("");
  const isWrong = "problem" in read(draft);
  const isBusy = answering.value !== undefined;
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (isWrong) form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
    else if (!isBusy) void send(false);
  };
  const save = async (): Promise<void> => {
    if (isWrong || isBusy) return;
    told.value = "";
    if (await send(true)) told.value = "Saved as a draft; the run goes on waiting.";
  };
  return (
    <form ref={form} onSubmit={submit} autocomplete="off" noValidate>
      {children}
      <div class="button-row">
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          <Icon name="check" />
          {answering.value === item._id ? "Sending …" : word}
        </button>
        <button type="button" class="button" aria-disabled={isWrong || isBusy} onClick={() => void save()}>
          Save draft
        </button>
        <p class="form-state" role="status">
          {told.value}
        </p>
      </div>
    </form>
  );
}
