import { start } from "/start.js";

self.onmessage = (event) => {
  event.waitUntil(start(event.data).then((told) => event.source.postMessage(told)));
};
