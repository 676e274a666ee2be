import { clientOf, told } from "/more-ways.js";

self.onmessage = (event) => {
  const { names, options, given } = event.data;
  const telling = Promise.all(names.map((way) => told(clientOf(options), way, given)));
  event.waitUntil(telling.then((all) => event.source.postMessage(all)));
};
