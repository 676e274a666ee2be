// useCreateExecution, as components use it.
import { act, fireEvent, render, renderHook, screen, waitFor } from "@testing-library/react";
import { createElement } from "react";
import type { Execution } from "wexa-executeflow";
import { type CreateView, useCreateExecution } from "wexa-executeflow/react";
import { around, aWhile, request, type Stage, stage } from "./stage.ts";

function shown({ execution, error, isPending }: CreateView): string {
  return [isPending ? "pending" : "still", execution?.status ?? "-", error?.outcome ?? "-"].join(" ");
}

/** A button that starts an execution, disabled meanwhile or not. */
function Starter({ careful = true }: { careful?: boolean }) {
  const view = useCreateExecution();
  const { create, isPending } = view;
  return createElement(
    "div",
    null,
    createElement(
      "button",
      { type: "button", disabled: careful && isPending, onClick: () => create(request) },
      "Run",
    ),
    createElement("p", null, shown(view)),
  );
}

function hook(there: Stage) {
  return renderHook(() => useCreateExecution(), around(there));
}

export async function once() {
  const there = stage();
  render(createElement(Starter), around(there));
  const before = there.seen.creates;
  fireEvent.click(screen.getByText("Run"));
  const during = screen.getByText(/pending/).textContent;
  await waitFor(() => screen.getByText("still ready -"));
  await aWhile();
  return { before, during, creates: there.seen.creates, all: there.seen.creates + there.seen.gets };
}

export async function twoClicks() {
  const [careful, careless] = [stage(), stage()];
  const first = render(createElement(Starter), around(careful));
  fireEvent.click(screen.getByText("Run"));
  fireEvent.click(screen.getByText("Run"));
  await waitFor(() => screen.getByText("still ready -"));
  first.unmount();
  render(createElement(Starter, { careful: false }), around(careless));
  fireEvent.click(screen.getByText("Run"));
  fireEvent.click(screen.getByText("Run"));
  await waitFor(() => screen.getByText("still ready -"));
  return { careful: careful.seen.creates, careless: careless.seen.creates };
}

/** Nobody awaits the promise: that must not be a rejection that nobody handles. */
export async function failed() {
  const there = stage();
  there.emulator.fault({ match: { operation: "executions.create" }, reset: "after" });
  render(createElement(Starter), around(there));
  fireEvent.click(screen.getByText("Run"));
  await waitFor(() => screen.getByText("still - unknown"));
  await aWhile();
  const creates = there.seen.creates;
  fireEvent.click(screen.getByText("Run"));
  const during = screen.getByText(/pending/).textContent;
  await waitFor(() => screen.getByText("still ready -"));
  return { creates, during, after: there.seen.creates };
}

export async function awaited() {
  const there = stage();
  const { result } = hook(there);
  const { create, reset } = result.current;
  let given: Execution | undefined;
  await act(async () => {
    given = await create(request);
  });
  const same = result.current.execution === given;
  act(() => reset());
  const afterReset = shown(result.current);
  there.emulator.fault({ match: { operation: "executions.create" }, status: 422 });
  let thrown: unknown;
  await act(async () => {
    thrown = await create(request).catch((error: unknown) => error);
  });
  return {
    same,
    afterReset,
    sameError: thrown !== undefined && result.current.error === thrown,
    stable: result.current.create === create && result.current.reset === reset,
    refused: shown(result.current),
  };
}

/** The latest call is what is shown, whichever ends last. */
export async function latest() {
  const there = stage();
  const { result } = hook(there);
  there.emulator.fault({ match: { operation: "executions.create" }, replyDelayMs: 300, status: 422 });
  act(() => void result.current.create(request));
  act(() => void result.current.create({ ...request, goal: "the second" }));
  await waitFor(() => result.current.execution ?? Promise.reject(new Error("not yet")));
  const first = `${result.current.execution?.goal}: ${shown(result.current)}`;
  await waitFor(() => !result.current.isPending || Promise.reject(new Error("not yet")));
  return { first, last: `${result.current.execution?.goal}: ${shown(result.current)}` };
}

/** `reset` forgets a call that is under way, but does not end it. */
export async function resetMeanwhile() {
  const there = stage();
  const { result } = hook(there);
  there.emulator.fault({ match: { operation: "executions.create" }, replyDelayMs: 100 });
  let promise: Promise<Execution> | undefined;
  act(() => {
    promise = result.current.create(request);
  });
  act(() => result.current.reset());
  const during = shown(result.current);
  const { status } = (await act(async () => promise)) as Execution;
  return { during, status, after: shown(result.current) };
}

/** A component that leaves does not end what it has started. */
export async function unmounted() {
  const there = stage();
  there.emulator.fault({ match: { operation: "executions.create" }, delayMs: 100 });
  const { result, unmount } = hook(there);
  let promise: Promise<Execution> | undefined;
  act(() => {
    promise = result.current.create(request);
  });
  unmount();
  return (await promise)?.status;
}
