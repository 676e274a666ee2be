import type { Platform } from "../wasm/runtime.ts";
import { ownModule } from "./own-module.ts";

/** `WebAssembly.Module`, where the importer's types have it: those of Node alone do not. */
export type CompiledModule = typeof globalThis extends {
  WebAssembly: { Module: { prototype: infer Module } };
}
  ? Module
  : never;

/** What the module can be made from: compiled already, its bytes, a response that brings them, the address of the file. */
export type WasmGiven = CompiledModule | ArrayBuffer | ArrayBufferView | Response | URL | string;

/** Where the module comes from. A function is asked when it is needed, and again where loading has failed. */
export type WasmSource = WasmGiven | PromiseLike<WasmGiven> | (() => WasmGiven | PromiseLike<WasmGiven>);

let source: WasmSource | undefined;

/**
 * Says where the module comes from. Nothing is fetched or compiled before the first call, or `preload()`.
 *
 * To be called before the first call: later it has no effect. A library whose users may have more than one copy of
 * this package has to call it in its own.
 */
export function load(from: WasmSource): void {
  source = from;
}

function module(): WebAssembly.Module | Promise<WebAssembly.Module> {
  if (source === undefined)
    throw new TypeError(
      'No WebAssembly module was provided. Call load() from "wexa-executeflow/slim" first.',
    );
  const given = typeof source === "function" ? source() : source;
  return isModule(given) ? ownModule(given as WebAssembly.Module) : compiled(given);
}

async function compiled(given: unknown): Promise<WebAssembly.Module> {
  let found = await given;
  if (isModule(found)) return ownModule(found as WebAssembly.Module);
  if (typeof found === "string" || found instanceof URL) found = await fetch(found);
  if (!isResponse(found)) return WebAssembly.compile(found as ArrayBuffer);
  if (!found.ok) throw new TypeError(`HTTP ${found.status} instead of the module`);
  return WebAssembly.compile(await found.arrayBuffer());
}

/** In any realm. */
function isModule(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object WebAssembly.Module]";
}

function isResponse(value: unknown): value is Response {
  return typeof (value as Response | null)?.arrayBuffer === "function";
}

/** Whether this is an edge host: Cloudflare's workers and Vercel's edge say so themselves. */
function onEdge(): boolean {
  return "EdgeRuntime" in globalThis || globalThis.navigator?.userAgent === "Cloudflare-Workers";
}

/** Wherever the importer is: the module is handed over. */
const platform: Platform = {
  module,
  get canShareAcrossRequests() {
    return !onEdge();
  },
  get fetchOptions(): Record<string, unknown> {
    return onEdge() ? {} : { cache: "no-store" };
  },
};
export default platform;
