import { start } from "/plain/start.js";

self.onmessage = (event) => {
  const told = start(event.data).catch((error) => `failed: ${error}`);
  event.waitUntil(told.then((line) => event.source.postMessage(line)));
};
