// Sees each instance of the module as it is made. Imported before the package, which knows nothing of it.

interface Exports {
  memory: WebAssembly.Memory;
  /** Where wasm-bindgen keeps the JavaScript values that the module holds. */
  __wbindgen_externrefs: WebAssembly.Table;
}

/** What the instances export, in the order of their making. */
export const instances: Exports[] = [];

const { instantiate } = WebAssembly;
WebAssembly.instantiate = (async (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
  const instance = await instantiate(module, imports);
  // The build gives the exports names of its own.
  const held = Object.values(instance.exports);
  instances.push({
    memory: held.find((one) => one instanceof WebAssembly.Memory) as WebAssembly.Memory,
    __wbindgen_externrefs: held.find((one) => one instanceof WebAssembly.Table) as WebAssembly.Table,
  });
  return instance;
}) as unknown as typeof instantiate;
