navigator.serviceWorker.onmessage = ({ data }) => {
  const output = document.createElement("output");
  output.textContent = data;
  document.body.append(output);
};
await navigator.serviceWorker.register("/service-worker.js", { type: "module" });
const { active } = await navigator.serviceWorker.ready;
active.postMessage(JSON.parse(decodeURIComponent(location.hash.slice(1))));
