// What an import must not touch is not there.
for (const name of ["WebAssembly", "fetch", "TextDecoder", "TextEncoder", "setTimeout", "atob"]) {
  Object.defineProperty(globalThis, name, { get: () => console.log(`touched: ${name}`) });
}
const names = Object.keys(await import("wexa-executeflow"));
console.log(names.includes("create_executeflow") ? "imported" : names);
