import { start } from "../src/start.js";

// What a page's entry waits for at its top must not wait for the page's entry.
const line = await start(JSON.parse(decodeURIComponent(location.hash.slice(1))));
const output = document.createElement("output");
output.textContent = line;
document.body.append(output);
