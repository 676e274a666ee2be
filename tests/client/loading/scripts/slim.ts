// Hands the module over to the entry that has none, in one of its forms, and makes a call.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";
import { answer, report, request, told } from "../../../support/documented.ts";

const [address = "", how = "", url = ""] = process.argv.slice(2);
const require = createRequire(address);
const slim: typeof import("../../../../npm/entrypoints/slim-entry.ts") = require("wexa-executeflow/slim");
const bytes = new Uint8Array(readFileSync(require.resolve("wexa-executeflow/wexa.wasm")));

let asked = 0;
const forms: Record<string, () => Parameters<typeof slim.load>[0]> = {
  "a module": () => new WebAssembly.Module(bytes),
  "a module of another realm": () => runInNewContext("new WebAssembly.Module(bytes)", { bytes }),
  "the promise of a module": () => WebAssembly.compile(bytes),
  "a view of bytes": () => bytes,
  "a buffer": () => bytes.buffer,
  "a URL": () => new URL("/wexa.wasm", url),
  "an address": () => `${url}/wexa.wasm`,
  "a reply": () => new Response(bytes),
  "the promise of a reply": () => fetch(`${url}/wexa.wasm`),
  "a function that fails once": () => () => {
    asked++;
    return fetch(asked === 1 ? `${url}/missing` : `${url}/wexa.wasm`);
  },
  "a reply that is no module": () => new Response("<!doctype html>"),
};
// An edge host says what it is, and instances are made at once on it.
if (how.endsWith("at the edge")) Object.assign(globalThis, { EdgeRuntime: "edge-runtime" });
const form = forms[how.replace(" at the edge", "")];
if (form) slim.load(form());

const start = (): Promise<unknown> =>
  slim.create_executeflow(request, { apiKey: "k", fetch: answer }).then(({ status }) => status, told);
report({ first: await start(), second: await start(), asked });
