// Loaded before a script: notes every look at a global that the package must not need when it is imported.
const touched: string[] = [];
(globalThis as unknown as { touched: string[] }).touched = touched;

function watch(object: object, name: string, path: string): void {
  let value: unknown = Reflect.get(object, name);
  Object.defineProperty(object, name, {
    configurable: true,
    get() {
      touched.push(path);
      return value;
    },
    set(changed: unknown) {
      touched.push(`${path} =`);
      value = changed;
    },
  });
}

for (const name of [
  "compile",
  "compileStreaming",
  "instantiate",
  "instantiateStreaming",
  "Module",
  "Instance",
]) {
  watch(WebAssembly, name, `WebAssembly.${name}`);
}
for (const name of [
  "TextDecoder",
  "TextEncoder",
  "fetch",
  "Headers",
  "Request",
  "Response",
  "AbortController",
  "atob",
  "location",
  "document",
  "setTimeout",
  "setInterval",
  "queueMicrotask",
]) {
  watch(globalThis, name, name);
}

export {};
