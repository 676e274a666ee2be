/** A timer and a listener on a caller's signal. Whichever comes first aborts the controller. */
export class Deadline {
  /** @param ms how long it lasts; `Infinity` for no limit. @unit milliseconds */
  constructor(ms: number, signal: AbortSignal | undefined, controller?: AbortController);
  /** What ended it; `undefined` so far. */
  readonly ended: "timeout" | "aborted" | undefined;
  /** The reason of the caller's signal. */
  readonly reason: unknown;
  /** A promise that settles as the given one does, or rejects with `undefined` when the deadline ends. */
  race<T>(promise: Promise<T> | undefined): Promise<T>;
  /** Calls a function when the deadline ends, unless it is closed before. Not to be used with `race`. */
  onEnd(run: () => void): void;
  /** Lets go of the timer and of the signal. */
  close(): void;
  /** Closes it, and aborts the controller. */
  abort(reason?: unknown): void;
}

/** What ends when a signal aborts. */
export interface Ending {
  end(ended: "aborted", reason: unknown): void;
}
/** Has something ended when a signal aborts. However many share a signal, it has one listener. */
export function listen(signal: AbortSignal, ending: Ending): void;
/** Lets go of the signal. */
export function unlisten(signal: AbortSignal, ending: Ending): void;
