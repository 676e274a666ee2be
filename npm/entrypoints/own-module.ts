/**
 * A compiled module that the glue takes for one.
 *
 * Next's server and Vercel's edge-runtime compile it in another realm than the one that the code runs in: it is a
 * module, but no `instanceof WebAssembly.Module`, and the glue would compile it again.
 */
export function ownModule(module: WebAssembly.Module): WebAssembly.Module {
  return module instanceof WebAssembly.Module
    ? module
    : Object.setPrototypeOf(module, WebAssembly.Module.prototype);
}
