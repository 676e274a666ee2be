// Sees each instance of the module as it is made. Imported before the package, which knows nothing of it.

interface Exports {
  memory: WebAssembly.Memory;
  /** Where wasm-bindgen would keep JavaScript values that the module holds: there is no such table. */
  tables: number;
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
    tables: held.filter((one) => one instanceof WebAssembly.Table).length,
  });
  return instance;
}) as unknown as typeof instantiate;
