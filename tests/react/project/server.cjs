const { createElement, version } = require("react");
const { renderToString } = require("react-dom/server");
const { WexaClient } = require("wexa-executeflow");
const { useExecution, WexaProvider } = require("wexa-executeflow/react");

const client = new WexaClient({ apiKey: null });
const App = () => createElement("p", null, useExecution("an-id").status);
console.log(version, renderToString(createElement(WexaProvider, { client }, createElement(App))));
