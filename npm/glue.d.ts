// The module's glue: a factory around src/bindings/imports.js, made by the build, so that importing it does nothing, and
// each instance of the module has state of its own.

/** The exports of an instance: src/bindings.rs. */
export interface Exports {
  /** Gives what comes next, and from the fifth bit on the place of the method. */
  begin(
    id: number,
    operation: number,
    validate: number,
    now: number,
    timeout: number,
    totalTimeout: number,
    maxRetries: number,
    initialDelay: number,
    maxDelay: number,
    maxRetryAfter: number,
  ): number;
  /** Gives what comes next. */
  step(id: number, event: number, now: number, random: number, what: number): number;
  /** What an execution shows after it was seen before: bits of `Change` in src/executions/watch.rs. */
  look(): number;
  /** Milliseconds before the next look: src/bindings/watch.rs. */
  pace(asked: number, quiet: number, interval: number, maxInterval: number, maxAsked: number): number;
}

/** What every function of the module may look at. */
export interface Seen {
  /** The values that the module looks at, by their places. */
  readonly values: unknown[];
  /** A header of the reply. */
  header(name: string): string | undefined;
}

/** A call, as the functions that the module imports see it. */
export interface Caller extends Seen {
  /** The request, as the module makes it: at first the API's address, without a slash at the end. */
  url: string;
  body: string | undefined;
  /** What the reply's body holds: text, or JSON. */
  reply: unknown;
  /** The value that the call gives. */
  data: unknown;
  /** How long the next step takes at most. */
  ms: number;
  /** Is told of a field that is wrong. */
  wrong(path: string, message: string): void;
  differs(path: string, words: string): void;
  fail(
    code: number,
    outcome: number,
    retryable: boolean,
    status: number,
    attempts: number,
    retryAfter: number,
    message: string,
  ): void;
}

export interface Glue {
  /** What an instance is made with. */
  readonly imports: WebAssembly.Imports;
  /** Takes the instance. */
  use(instance: WebAssembly.Instance): Exports;
  /** Takes the call whose step runs next, and gives the one before. */
  enter(caller: Seen | undefined): Seen | undefined;
}

export default function glue(TextDecoder: unknown, TextEncoder: unknown): Glue;
