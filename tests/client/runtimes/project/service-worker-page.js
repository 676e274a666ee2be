navigator.serviceWorker.onmessage = ({ data }) => {
  const pre = document.createElement("pre");
  pre.textContent = JSON.stringify(data);
  document.body.append(pre);
};
await navigator.serviceWorker.register("/service-worker.js", { type: "module" });
const { active } = await navigator.serviceWorker.ready;
active.postMessage(JSON.parse(decodeURIComponent(location.hash.slice(1))));
