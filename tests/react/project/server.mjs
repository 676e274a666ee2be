// A server that renders components, and what that has made it do: it must not fetch, and must end by itself.
import { createElement, StrictMode, version } from "react";
import { renderToString } from "react-dom/server";
import { WexaClient } from "wexa-executeflow";
import { useCreateExecution, useExecution, WexaProvider } from "wexa-executeflow/react";

let fetches = 0;
const client = new WexaClient({
  apiKey: null,
  baseUrl: "http://127.0.0.1:9",
  fetch: async () => {
    fetches++;
    throw new TypeError("fetch failed");
  },
});

function App() {
  const { status, execution, error } = useExecution("an-id");
  const known = useExecution("an-id", { initial: { execution_id: "an-id", status: "running" } });
  const none = useExecution(undefined);
  const { isPending } = useCreateExecution();
  const parts = [status, execution, error, known.status, known.execution.status, none.status, isPending];
  return createElement("p", null, parts.map(String).join(" "));
}

const html = renderToString(
  createElement(StrictMode, null, createElement(WexaProvider, { client }, createElement(App))),
);
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(JSON.stringify({ version, html, fetches }));
