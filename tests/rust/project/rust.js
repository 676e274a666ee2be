import load, * as rust from "/rust/wexa.js";

const { call, options, agentflow, goal } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
let told;
try {
  await load({ module_or_path: fetch("/rust/wexa_bg.wasm") });
  const value = await rust[call](options, agentflow, goal);
  told = { value, plain: Object.getPrototypeOf(value) === Object.prototype };
} catch (error) {
  told = { error: error instanceof Error ? `${error.name}: ${error.message}` : error };
}
const pre = document.createElement("pre");
pre.textContent = JSON.stringify(told);
document.body.append(pre);
