// At the bottom of the page: what the client does, and what makes its life hard.
import { signal } from "@preact/signals";
import { Icon } from "../app/icon.tsx";
import { Faults } from "../faults/view.tsx";
import { clockOf } from "../time/words.ts";
import { clearLines, type Line, lines } from "./activity.ts";

type Drawer = "activity" | "faults";

const open = signal<Drawer | undefined>(undefined);
const showsRoutine = signal(false);

export function ActivityDock() {
  const latest = shown(lines.value).at(-1);
  return (
    <footer class="dock" data-open={open.value !== undefined}>
      <div class="dock-bar">
        <Toggle drawer="activity" />
        <Toggle drawer="faults" />
        <p class="dock-latest">{latest === undefined ? "" : `${latest.operation}: ${latest.text}`}</p>
      </div>
      {open.value === undefined ? null : (
        <section class="drawer" id="drawer" aria-label={open.value === "activity" ? "Activity" : "Faults"}>
          {open.value === "activity" ? <Log /> : <Faults />}
          {open.value === "faults" ? <Log /> : null}
        </section>
      )}
    </footer>
  );
}

function Toggle({ drawer }: { drawer: Drawer }) {
  const isOpen = open.value === drawer;
  return (
    <button
      type="button"
      class="button small"
      aria-expanded={isOpen}
      aria-controls="drawer"
      onClick={() => {
        open.value = isOpen ? undefined : drawer;
      }}
    >
      <Icon name={drawer === "activity" ? "log" : "bolt"} />
      {drawer === "activity" ? "Activity" : "Faults"}
    </button>
  );
}

function Log() {
  const list = shown(lines.value);
  return (
    <div class="log">
      <div class="log-head">
        <label class="check">
          <input
            type="checkbox"
            checked={showsRoutine.value}
            onChange={({ currentTarget }) => {
              showsRoutine.value = currentTarget.checked;
            }}
          />
          <span>Looks that go well, too</span>
        </label>
        <button type="button" class="button small" onClick={clearLines}>
          Clear
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled has to be reached by keyboard */}
      <ol class="log-lines" tabIndex={0} aria-label="What the client does, newest first">
        {[...list].reverse().map((line) => (
          <li key={line.id} data-level={levelOf(line)}>
            <time>{clockOf(line.at)}</time> <b>{line.operation}</b> <span>{line.text}</span>
          </li>
        ))}
        {list.length === 0 ? <li class="faint">Nothing yet.</li> : null}
      </ol>
    </div>
  );
}

function shown(all: readonly Line[]): readonly Line[] {
  return showsRoutine.value ? all : all.filter(({ routine }) => !routine);
}

/** For the colour: a retry is worth one. */
function levelOf({ level, text }: Line): string {
  return level === "info" && /; retry in/.test(text) ? "retry" : level;
}
