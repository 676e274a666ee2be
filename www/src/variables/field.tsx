import type { Signal } from "@preact/signals";
import { Icon } from "../app/icon.tsx";
import { type Draft, draftOf, emptyRow, KINDS, type Kind, type Read, type Row, read } from "./variables.ts";

interface Props {
  /** Unique in the page. */
  id: string;
  label: string;
  /** The API's name. */
  name: string;
  draft: Signal<Draft>;
}

/** Names and values, typed as rows or as JSON, and judged while they are typed. */
export function VariablesField({ id, label, name, draft }: Props) {
  const found = read(draft.value);
  const problem = "problem" in found ? found.problem : "";
  const isWhole = draft.value.form === "json";
  return (
    <fieldset class="variables" id={id} aria-labelledby={`${id}-label`}>
      <div class="variables-head">
        <span id={`${id}-label`}>
          {label} <code>{name}</code>
        </span>
        <FormSwitch id={id} draft={draft} found={found} />
      </div>
      {draft.value.form === "json" ? (
        <textarea
          id={`${id}-json`}
          class="mono"
          aria-label={`${label}, as JSON`}
          rows={5}
          spellcheck={false}
          autocapitalize="off"
          value={draft.value.text}
          aria-invalid={problem !== ""}
          aria-describedby={`${id}-problem`}
          onInput={({ currentTarget }) => {
            draft.value = { form: "json", text: currentTarget.value };
          }}
        />
      ) : (
        <Rows id={id} rows={draft.value.rows} found={found} draft={draft} />
      )}
      <p class="field-error" id={`${id}-problem`} role="status">
        {isWhole ? problem : ""}
      </p>
    </fieldset>
  );
}

function FormSwitch({ id, draft, found }: { id: string; draft: Signal<Draft>; found: Read }) {
  const { form } = draft.value;
  const change = (to: Draft["form"]): void => {
    if ("value" in found) draft.value = draftOf(found.value, to);
  };
  // What is wrong has to be put right first: it could not be taken along.
  const isStuck = "problem" in found;
  return (
    <fieldset class="switch" aria-label="How to type them">
      {(["rows", "json"] as const).map((each) => (
        <button
          type="button"
          key={each}
          id={`${id}-as-${each}`}
          aria-pressed={form === each}
          aria-disabled={isStuck && form !== each}
          onClick={() => change(each)}
        >
          {each === "rows" ? "Fields" : "JSON"}
        </button>
      ))}
    </fieldset>
  );
}

interface RowsProps {
  id: string;
  rows: readonly Row[];
  found: Read;
  draft: Signal<Draft>;
}

function Rows({ id, rows, found, draft }: RowsProps) {
  const put = (next: readonly Row[]): void => {
    draft.value = { form: "rows", rows: next };
  };
  return (
    <div class="variable-rows">
      {rows.map((row, at) => (
        <VariableRow
          key={row.id}
          row={row}
          place={at + 1}
          problem={"problem" in found ? (found.rows.get(row.id) ?? "") : ""}
          onChange={(change) => put(rows.map((each) => (each === row ? { ...row, ...change } : each)))}
          onRemove={() => put(rows.filter((each) => each !== row))}
        />
      ))}
      <button
        type="button"
        class="button small"
        id={`${id}-add`}
        onClick={(event) => {
          put([...rows, emptyRow()]);
          const list = event.currentTarget.parentElement;
          requestAnimationFrame(() =>
            list?.querySelector<HTMLElement>(".variable:last-of-type input")?.focus(),
          );
        }}
      >
        <Icon name="plus" />
        Add a field
      </button>
    </div>
  );
}

interface RowProps {
  row: Row;
  place: number;
  problem: string;
  onChange: (change: Partial<Row>) => void;
  onRemove: () => void;
}

function VariableRow({ row, place, problem, onChange, onRemove }: RowProps) {
  const describedBy = `variable-${row.id}-problem`;
  const common = {
    "aria-invalid": problem !== "",
    "aria-describedby": describedBy,
    "aria-label": `Value ${place}`,
    value: row.text,
  };
  return (
    <div class="variable">
      <input
        class="mono"
        aria-label={`Name ${place}`}
        placeholder="name"
        spellcheck={false}
        autocapitalize="off"
        value={row.name}
        onInput={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <select
        aria-label={`Kind of value ${place}`}
        value={row.kind}
        onChange={({ currentTarget }) => {
          const kind = currentTarget.value as Kind;
          onChange(kind === "yes/no" ? { kind, text: row.text === "yes" ? "yes" : "no" } : { kind });
        }}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {kind}
          </option>
        ))}
      </select>
      {row.kind === "yes/no" ? (
        <select {...common} onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}>
          <option value="yes">yes</option>
          <option value="no">no</option>
        </select>
      ) : (
        <input
          {...common}
          class={row.kind === "text" ? "" : "mono"}
          placeholder="value"
          inputMode={row.kind === "number" ? "decimal" : "text"}
          onInput={({ currentTarget }) => onChange({ text: currentTarget.value })}
        />
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={`Remove ${row.name || `field ${place}`}`}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
      <p class="field-error" id={describedBy} role="status">
        {problem}
      </p>
    </div>
  );
}
