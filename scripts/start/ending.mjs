// Ends what was started, whatever the reason: done, an error, Ctrl-C. Each thing is ended by name or process id.

/** A first Ctrl-C often comes twice: from the terminal, and from the process that passes it on. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

export class Ending {
  /** Whether a signal has come. */
  begun = false;
  #steps = [];
  #running;
  #waiting;

  constructor() {
    for (const signal of signals) process.on(signal, () => this.#stop());
  }

  /** Has `step` called at the end, the latest first. */
  add(step) {
    this.#steps.unshift(step);
  }

  /** Resolves when a signal has come. */
  signalled() {
    return new Promise((resolve) => {
      if (this.begun) resolve();
      else this.#waiting = resolve;
    });
  }

  /** Ends everything, once. */
  run() {
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run() {
    while (this.#steps.length > 0) await this.#steps.shift()();
  }

  async #stop() {
    if (this.begun) return;
    this.begun = true;
    this.#waiting?.();
    await this.run();
    console.log("\nEnded. Nothing is left running.");
    // Asked to end and ended: nothing went wrong, unless somebody says otherwise.
    process.exit();
  }
}
