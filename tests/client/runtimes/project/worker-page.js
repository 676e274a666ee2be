const worker = new Worker("/page-worker.js", { type: "module" });

worker.onmessage = ({ data }) => {
  const pre = document.createElement("pre");
  pre.textContent = JSON.stringify(data);
  document.body.append(pre);
};
worker.onerror = ({ message }) => console.error(`the worker failed: ${message}`);
worker.postMessage(JSON.parse(decodeURIComponent(location.hash.slice(1))));
