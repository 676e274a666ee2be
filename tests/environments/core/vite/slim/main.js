import { create_executeflow, load } from "wexa-executeflow/slim";
import wasm from "wexa-executeflow/wexa.wasm?url";

load(wasm);

const { request, options } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
create_executeflow(request, options).then(({ execution_id, status }) => {
  const output = document.createElement("output");
  output.textContent = `started ${execution_id}, ${status}, after ${Math.round(performance.now())} ms`;
  document.body.append(output);
});
