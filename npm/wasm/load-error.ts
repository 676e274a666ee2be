import { WasmError } from "../core/errors.ts";

/** Whether WebAssembly itself is forbidden, in the engines' words. A TypeError is of a policy that forbids a fetch. */
export function isRefusedByPolicy(error: unknown): boolean {
  return /^(?!TypeError).*(content security policy|unsafe-eval|code generation|\bCSP\b)/i.test(String(error));
}

/** The error of a module that cannot be loaded. */
export function loadError(cause: unknown): WasmError {
  const words = cause instanceof Error ? cause.message : String(cause);
  const policy = isRefusedByPolicy(cause)
    ? ". If the page's Content-Security-Policy forbids it, add 'wasm-unsafe-eval' to its script-src"
    : "";
  return new WasmError({
    code: "wasm_load",
    message: `the WebAssembly module cannot be loaded: ${words}${policy}`,
    cause,
    retryable: true,
  });
}
