// The module's glue: a factory, made from what wasm-bindgen writes, so that importing it does nothing, and each
// instance of the module has state of its own.

/** One call, driven step by step: `Call` in src/bindings.rs. Each step gives a number of `Step`. */
export interface Call {
  prepare(
    now: number,
    base: string,
    ids: unknown[],
    body: unknown,
    query: unknown,
    project: unknown,
    user: unknown,
  ): number;
  send(now: number, key: string | null): number;
  replied(now: number, response: unknown): number;
  read(now: number, text: unknown): number;
  interrupted(now: number, why: number, thrown: unknown): number;
  slept(now: number): number;
  keyless(message: string, thrown: unknown): number;
  free(): void;
}

export interface Glue {
  /** What an execution shows after it was seen as `before`: bits of `Seen` in src/watch.rs. */
  look(before: unknown, after: unknown): number;
  /** Milliseconds before the next look: src/bindings/watch.rs. */
  pace(asked: unknown, quiet: number, interval: number, maxInterval: number, maxAsked: number): number;
  Call: new (
    caller: object,
    operation: number,
    validate: number,
    now: number,
    timeout: number,
    totalTimeout: number,
    maxRetries: number,
    initialDelay: number,
    maxDelay: number,
    maxRetryAfter: number,
  ) => Call;
  initSync(options: { module: WebAssembly.Module }): unknown;
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
}

export default function glue(TextDecoder: unknown, TextEncoder: unknown): Glue;
