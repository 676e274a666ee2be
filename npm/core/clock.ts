/** Milliseconds on a clock that is not set back, where there is one. */
export function now(): number {
  return globalThis.performance ? performance.now() : Date.now();
}
