// A page that passes on what is asked of it to a dedicated module worker.
import type { Told } from "./answer.ts";

const told: Told[] = [];
const worker = new Worker("/program.js", { type: "module" });
worker.onerror = (event) => {
  told.push({ uncaught: event.message ?? "the worker does not start" });
};
worker.onmessage = ({ data }: MessageEvent<Told | "ready">) => {
  if (data !== "ready") told.push(data);
  else
    Object.assign(globalThis, {
      ask: (id: number, question: unknown) => worker.postMessage({ id, question }),
      take: () => told.splice(0),
    });
};
