import { start } from "/plain/start.js";

self.onmessage = (event) => {
  // It may not import(), which the rest needs here.
  const told = start({ ...event.data, follow: false }).catch((error) => `failed: ${error}`);
  event.waitUntil(told.then((line) => event.source.postMessage(line)));
};
