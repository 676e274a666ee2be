import { start } from "./start.js";

const show = (line) => {
  const output = document.createElement("output");
  output.textContent = line;
  document.body.append(output);
};
start(JSON.parse(decodeURIComponent(location.hash.slice(1)))).then(show, (error) => show(`failed: ${error}`));
