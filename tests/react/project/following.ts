// useExecution, as components use it.
import { act, render, renderHook, screen, waitFor } from "@testing-library/react";
import { createElement, StrictMode } from "react";
import { renderToString } from "react-dom/server";
import {
  type ExecutionView,
  type UseExecutionOptions,
  useExecution,
  WexaProvider,
} from "wexa-executeflow/react";
import { around, aWhile, stage } from "./stage.ts";

const fast = { interval: 5, maxInterval: 10 };

/** What a view shows, in one word for each of its parts. */
function shown({ status, execution, error }: ExecutionView): string {
  return [status, execution?.status ?? "-", error?.code ?? "-"].join(" ");
}

interface RunProps {
  id: string | undefined;
  options: UseExecutionOptions;
  /** Gets the different views, in their order. */
  views: string[];
}

function Run({ id, options, views }: RunProps) {
  const view = useExecution(id, { ...fast, ...options });
  if (views.at(-1) !== shown(view)) views.push(shown(view));
  return createElement("p", null, shown(view));
}

function recorder(id: string | undefined, options: UseExecutionOptions = {}) {
  const views: string[] = [];
  return { views, run: createElement(Run, { id, options, views }) };
}

export async function toItsEnd() {
  const there = stage();
  const { execution_id } = await there.start();
  const { views, run } = recorder(execution_id);
  render(run, around(there));
  await waitFor(() => screen.getByText("ended completed -"), { timeout: 10_000 });
  const { gets } = there.seen;
  await aWhile();
  return { views, most: there.seen.most, after: there.seen.gets - gets };
}

/** StrictMode mounts a component twice: that is one look, not two. */
export async function oneLookAtMount() {
  const there = stage({ stepDuration: 1e6 });
  const { execution_id } = await there.start();
  const { run } = recorder(execution_id, { interval: 1e6, maxInterval: 1e6 });
  render(run, around(there));
  await waitFor(() => screen.getByText("following ready -"));
  await aWhile();
  return there.seen.gets;
}

export async function unmounted() {
  const there = stage({ stepDuration: 1e6 });
  const { execution_id } = await there.start();
  const { run } = recorder(execution_id);
  const { unmount } = render(run, around(there));
  await waitFor(() => screen.getByText("following ready -"));
  await waitFor(() => {
    if (there.seen.gets < 4) throw new Error("it has to look again and again");
  });
  unmount();
  const { gets } = there.seen;
  await aWhile();
  return there.seen.gets - gets;
}

export async function anotherId() {
  const there = stage({ stepDuration: 1e6 });
  const [one, two] = [await there.start(), await there.start()];
  const views: string[] = [];
  const { rerender } = renderHook(
    ({ id }: { id: string | null }) => {
      const view = useExecution(id, fast);
      const which = { [one.execution_id]: "one", [two.execution_id]: "two" };
      const line = `${view.status} ${which[view.execution?.execution_id ?? ""] ?? "-"}`;
      if (views.at(-1) !== line) views.push(line);
      return view;
    },
    { ...around(there), initialProps: { id: null as string | null } },
  );
  rerender({ id: one.execution_id });
  await waitFor(() => views.includes("following one") || Promise.reject(new Error("one")));
  rerender({ id: two.execution_id });
  await waitFor(() => views.includes("following two") || Promise.reject(new Error("two")));
  rerender({ id: null });
  const { gets } = there.seen;
  await aWhile();
  return { views, after: there.seen.gets - gets };
}

export async function shared() {
  const there = stage({ stepDuration: 1e6 });
  const { execution_id } = await there.start();
  const slow = { interval: 1e6, maxInterval: 1e6 };
  const [one, two] = [recorder(execution_id, slow), recorder(execution_id, slow)];
  render(createElement("div", null, one.run, two.run), around(there));
  await waitFor(() => {
    if (screen.getAllByText("following ready -").length < 2) throw new Error("both have to see it");
  });
  await aWhile();
  return there.seen.gets;
}

export async function missing() {
  const there = stage();
  const { result } = renderHook(() => useExecution("there-is-none", fast), around(there));
  await waitFor(() => result.current.error ?? Promise.reject(new Error("no error yet")));
  const first = { ...there.seen, view: shown(result.current) };
  await aWhile();
  const idle = there.seen.gets - first.gets;
  const { retry } = result.current;
  act(() => retry());
  const during = shown(result.current);
  await waitFor(() => result.current.error ?? Promise.reject(new Error("no error yet")));
  return {
    view: first.view,
    idle,
    during,
    again: there.seen.gets - first.gets,
    after: shown(result.current),
  };
}

/** An error that passes leaves what was seen, and `retry` goes on from there. */
export async function brokenOff() {
  const there = stage({ stepDuration: 1e6 });
  const { execution_id } = await there.start();
  const { result } = renderHook(() => useExecution(execution_id, { ...fast, maxErrors: 0 }), around(there));
  await waitFor(() => result.current.execution ?? Promise.reject(new Error("not seen yet")));
  act(() => there.emulator.fault({ match: { operation: "executions.get" }, status: 403 }));
  await waitFor(() => result.current.error ?? Promise.reject(new Error("no error yet")));
  const kept = result.current.execution?.execution_id === execution_id;
  act(() => result.current.retry());
  const during = result.current.status;
  there.emulator.clock.advance(1e8);
  await waitFor(() => result.current.status === "ended" || Promise.reject(new Error("not ended yet")));
  return { kept, during, after: shown(result.current) };
}

export async function clientByOption() {
  const there = stage();
  const { client } = there;
  const { execution_id } = await there.start();
  const { result } = renderHook(() => useExecution(execution_id, { ...fast, client }), {
    wrapper: StrictMode,
  });
  await waitFor(() => result.current.status === "ended" || Promise.reject(new Error("not ended yet")));
  return shown(result.current);
}

export async function noClient() {
  const { error } = console;
  // React tells of what a component throws: the console, and before React 19 the window too.
  console.error = () => undefined;
  const quiet = (event: Event): void => event.preventDefault();
  addEventListener("error", quiet);
  try {
    render(recorder("id").run);
    return "rendered";
  } catch (thrown) {
    return String(thrown);
  } finally {
    console.error = error;
    removeEventListener("error", quiet);
  }
}

/** A page that a server has rendered, with what it knew, comes to life without a word of React's. */
export async function hydrated() {
  const there = stage();
  const { client, seen } = there;
  const initial = await there.start();
  const { views, run } = recorder(initial.execution_id, { initial });
  const app = createElement(StrictMode, null, createElement(WexaProvider, { client }, run));
  const html = renderToString(app);
  await aWhile();
  const onServer = seen.gets;
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html;
  const complaints: string[] = [];
  const onRecoverableError = (error: unknown): void => void complaints.push(String(error));
  render(app, { container, hydrate: true, onRecoverableError });
  await waitFor(
    () => container.textContent === "ended completed -" || Promise.reject(new Error("not ended")),
  );
  return { html, onServer, complaints, first: views[0], last: views.at(-1) };
}
