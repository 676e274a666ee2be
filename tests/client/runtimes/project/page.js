import { start } from "/start.js";

const pre = document.createElement("pre");
pre.textContent = JSON.stringify(await start(JSON.parse(decodeURIComponent(location.hash.slice(1)))));
document.body.append(pre);
