import { createElement, type ReactElement } from "react";
import { type CreateManyResult, type Execution, WexaClient, type WexaError } from "wexa-executeflow";
import { useCreateExecution, useExecution, WexaProvider } from "wexa-executeflow/react";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function holds<_ extends true>(): void {}

const wexa = new WexaClient({ apiKey: null, baseUrl: "https://proxy.example" });

export function Run({ id }: { id: string | undefined }): ReactElement {
  const { execution, status, error, retry } = useExecution(id, { interval: 500, pauseWhenHidden: true });
  holds<Same<typeof execution, Execution | undefined>>();
  holds<Same<typeof error, WexaError | undefined>>();
  // @ts-expect-error an id that is no text
  useExecution(1);
  // @ts-expect-error a handler would be another one with each rendering
  useExecution(id, { onPreview: () => true });
  // @ts-expect-error a word that is none of the five
  if (status === "running") return createElement("p");
  return createElement("button", { type: "button", onClick: retry }, status);
}

export function Start(): ReactElement {
  const { create, isPending, execution, reset } = useCreateExecution({ client: wexa });
  holds<Same<ReturnType<typeof create>, Promise<Execution>>>();
  // @ts-expect-error a request without its goal
  void create({ agentflow_id: "a" });
  return createElement("button", { type: "button", disabled: isPending, onClick: reset }, execution?.status);
}

export const app: ReactElement = createElement(WexaProvider, { client: wexa }, createElement(Start));
// @ts-expect-error no client
createElement(WexaProvider, {});

// Many at once: each result is one or the other.
export async function many(): Promise<void> {
  const requests = [{ agentflow_id: "a", goal: "run" }];
  for await (const result of wexa.executions.createMany(requests, {
    concurrency: 2,
    onUnknown: "reconcile",
  })) {
    holds<Same<typeof result, CreateManyResult>>();
    if (result.error) {
      holds<Same<typeof result.execution, undefined>>();
      console.log(result.error.outcome);
    } else console.log(result.execution.execution_id);
  }
  // @ts-expect-error requests that are none
  wexa.executions.createMany(["a"]);
  // @ts-expect-error a rate in words
  wexa.executions.createMany(requests, { ratePerSecond: "5/s" });
}
