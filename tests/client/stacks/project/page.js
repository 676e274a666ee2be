import { collectStacks } from "/stacks.js";

const pre = document.createElement("pre");
pre.textContent = JSON.stringify(await collectStacks());
document.body.append(pre);
