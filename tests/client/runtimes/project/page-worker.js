import { start } from "/start.js";

self.onmessage = async ({ data }) => self.postMessage(await start(data));
