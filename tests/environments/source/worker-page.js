const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });

worker.onmessage = ({ data }) => {
  const output = document.createElement("output");
  output.textContent = data;
  document.body.append(output);
};
worker.onerror = ({ message }) => console.error(`the worker failed: ${message}`);
worker.postMessage(JSON.parse(decodeURIComponent(location.hash.slice(1))));
