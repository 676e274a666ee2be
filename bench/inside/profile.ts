// In Node: where the time of a create goes, by the sampling profiler of V8. Takes a bundle of the client that has a source
// map, and `raw` or `wexa`. Prints one JSON.
import { readFileSync } from "node:fs";
import { type Profiler, Session } from "node:inspector/promises";
import { SourceMap } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { WexaClient as Client } from "wexa-executeflow";
import { KEY, PROJECT, REQUEST } from "../contenders/contender.ts";
import { raw } from "../contenders/raw.ts";
import { type Frame, GROUPS, groupOf } from "./profile-groups.ts";
import { inProcess, ONE } from "./replies.ts";

const CALLS = 60_000;
const baseUrl = "http://bench.localhost";
const fetch = inProcess(ONE);
const [, , bundle = "", which] = process.argv;
const bundleUrl = pathToFileURL(bundle).href;
const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, "utf8")));

/** The lines of the glue, with what the module imports from src/: the build wraps them in a function, so no source map knows them. */
const lines = readFileSync(bundle, "utf8").split("\n");
const glue = lines.findIndex((line) => line.startsWith("function __glue_default("));
const glueEnd = lines.indexOf("}", glue);
if (glue < 0) throw new Error("the bundle is made in another way than it was: where is the glue?");

/** How often a create crosses the boundary of the module: into it, and out of it by what is asked for. */
export interface Crossings {
  into: number;
  outOf: Record<string, number>;
}

async function creator(url = bundleUrl): Promise<() => Promise<unknown>> {
  const { WexaClient } = (await import(url)) as { WexaClient: typeof Client };
  const { executions } = new WexaClient({ apiKey: KEY, projectID: PROJECT, baseUrl, fetch });
  return () => executions.create(REQUEST);
}

/** Counts with another copy of the client, whose module is wrapped. */
async function crossings(): Promise<Crossings> {
  const told: Crossings = { into: 0, outOf: {} };
  type Functions = Record<string, unknown>;
  const counted = (functions: Functions, count: (name: string) => void): Functions =>
    Object.fromEntries(
      Object.entries(functions).map(([key, value]) => {
        if (typeof value !== "function") return [key, value];
        return [
          key,
          (...given: unknown[]) => {
            count(value.name);
            return value(...given);
          },
        ];
      }),
    );
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (async (module: WebAssembly.Module, imports: Record<string, Functions>) => {
    const wrapped = Object.entries(imports).map(([name, functions]) => [
      name,
      counted(functions, (called) => {
        // wasm-bindgen puts a hash to the name.
        const name = called.replace(/^__(?:wbg_+)?/, "").replace(/_[0-9a-f]{16}$/, "");
        told.outOf[name] = (told.outOf[name] ?? 0) + 1;
      }),
    ]);
    const { exports } = await instantiate(module, Object.fromEntries(wrapped));
    const wrappedExports = counted(exports as Functions, () => told.into++);
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: wrappedExports } });
  }) as typeof instantiate;
  try {
    const create = await creator(`${bundleUrl}?counted`);
    // The first call also learns the names.
    await create();
    Object.assign(told, { into: 0, outOf: {} });
    await create();
  } finally {
    WebAssembly.instantiate = instantiate;
  }
  if (told.into === 0)
    throw new Error("no crossing was seen: the module is loaded in another way than it was");
  return told;
}

/** Where a function of the bundle was written, and its name. */
function frameOf({
  functionName: name,
  url,
  lineNumber,
  columnNumber,
}: Profiler.ProfileNode["callFrame"]): Frame {
  if (url !== bundleUrl) return { name, from: url.startsWith("file:") ? fileURLToPath(url) : url };
  if (lineNumber >= glue && lineNumber <= glueEnd) return { name, from: "#glue" };
  const entry = map.findEntry(lineNumber, columnNumber);
  return { name, from: "originalSource" in entry ? entry.originalSource : "the bundle" };
}

/** Microseconds of a call by groups. */
async function profiled(call: () => Promise<unknown>): Promise<Record<string, number>> {
  for (let count = 0; count < CALLS / 2; count++) await call();
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 100 });
  await session.post("Profiler.start");
  for (let count = 0; count < CALLS; count++) await call();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();

  const { nodes, samples = [], timeDeltas = [] } = profile;
  const self = new Map<number, number>();
  for (const [index, id] of samples.entries()) self.set(id, (self.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, frameOf(callFrame)]));
  const groups: Record<string, number> = Object.fromEntries(GROUPS.map((group) => [group, 0]));
  for (const { id } of nodes) {
    const stack: Frame[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = frames.get(at);
      if (frame) stack.push(frame);
    }
    const group = groupOf(stack);
    if (group) groups[group] = (groups[group] ?? 0) + (self.get(id) ?? 0) / CALLS;
  }
  return groups;
}

const told =
  which === "raw"
    ? { groups: await profiled(raw.client({ baseUrl, fetch }).create) }
    : { crossings: await crossings(), groups: await profiled(await creator()) };
process.stdout.write(JSON.stringify(told));
