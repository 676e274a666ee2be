import { signal, useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "../app/icon.tsx";
import { openConnection } from "../connection/connection.ts";
import { changeSettings, isLoopback, localKey, type Settings, settings } from "./settings.ts";

export const settingsAreOpen = signal(false);

/** Where this page sends its requests, and in whose name. */
export function SettingsDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = settingsAreOpen.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const close = (): void => {
    settingsAreOpen.value = false;
  };
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby="settings-title" onClose={close}>
      <div class="dialog-head">
        <h2 class="dialog-title" id="settings-title">
          Settings
        </h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {isOpen ? <SettingsForm onDone={close} /> : null}
    </dialog>
  );
}

function SettingsForm({ onDone }: { onDone: () => void }) {
  const draft = useSignal<Settings>(settings.value);
  const key = useSignal(localKey.value);
  const { kind, baseUrl, projectID, executedBy } = draft.value;
  const set = (change: Partial<Settings>): void => {
    draft.value = { ...draft.value, ...change };
  };
  const problem = kind === "address" ? addressProblem(baseUrl) : "";
  const submit = (event: Event): void => {
    event.preventDefault();
    if (problem !== "") return;
    localKey.value = key.value;
    changeSettings({
      kind,
      baseUrl: baseUrl.trim(),
      projectID: projectID.trim(),
      executedBy: executedBy.trim(),
    });
    onDone();
    void openConnection();
  };
  return (
    <form onSubmit={submit} autocomplete="off" noValidate>
      <fieldset class="choices">
        <legend>Send requests to</legend>
        <Choice
          label="Emulator in this page"
          note="An emulated API. No key, no credits, and nothing leaves the page."
          checked={kind === "emulator"}
          onChoose={() => set({ kind: "emulator" })}
        />
        <Choice
          label="An address"
          note="A proxy of yours that adds the key, or an emulator on this machine."
          checked={kind === "address"}
          onChoose={() => set({ kind: "address" })}
        />
      </fieldset>
      <Field
        label="Base URL"
        name="baseUrl"
        value={baseUrl}
        disabled={kind === "emulator"}
        problem={problem}
        onType={(value) => set({ baseUrl: value })}
      />
      <Field
        label="Key"
        name="apiKey"
        isSecret
        value={key.value}
        disabled={kind === "emulator" || !isLoopback(baseUrl)}
        note="For an address on this machine only. Anywhere else no key is sent: everyone who opens a page can read a key in it."
        onType={(value) => {
          key.value = value;
        }}
      />
      <Field
        label="Project"
        name="projectID"
        value={projectID}
        onType={(value) => set({ projectID: value })}
      />
      <Field
        label="Executed by"
        name="executed_by"
        value={executedBy}
        onType={(value) => set({ executedBy: value })}
      />
      <div class="dialog-foot">
        <button type="submit" class="button primary">
          Use these
        </button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  label: string;
  note: string;
  checked: boolean;
  onChoose: () => void;
}

function Choice({ label, note, checked, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <label class="choice">
      <input type="radio" name="kind" checked={checked} onChange={onChoose} aria-describedby={id} />
      <span>{label}</span>
      <small id={id}>{note}</small>
    </label>
  );
}

interface FieldProps {
  label: string;
  name: string;
  value: string;
  isSecret?: boolean;
  disabled?: boolean;
  note?: string;
  problem?: string;
  onType: (value: string) => void;
}

function Field({
  label,
  name,
  value,
  isSecret = false,
  disabled = false,
  note,
  problem = "",
  onType,
}: FieldProps) {
  const common = {
    id: `settings-${name}`,
    class: "mono",
    value,
    disabled,
    spellcheck: false,
    autocapitalize: "off" as const,
    "aria-invalid": problem !== "",
    "aria-describedby": `settings-${name}-note`,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => onType(currentTarget.value),
  };
  return (
    <div class="field">
      <label for={`settings-${name}`}>
        {label} <code>{name}</code>
      </label>
      {isSecret ? <input {...common} type="password" /> : <input {...common} />}
      <p class={problem === "" ? "field-note" : "field-error"} id={`settings-${name}-note`}>
        {problem || note}
      </p>
    </div>
  );
}

function addressProblem(address: string): string {
  try {
    const url = new URL(address, location.href);
    if (!/^https?:$/.test(url.protocol)) return "Expected an http or https address.";
    if (url.search || url.hash || url.username)
      return "Expected an address without credentials, query or hash.";
    return address.trim() === "" ? "It is missing." : "";
  } catch {
    return "This is no address.";
  }
}
