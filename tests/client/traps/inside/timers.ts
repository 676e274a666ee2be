/** The timers of a scene that are set, neither fire nor are cleared, and keep a program from ending. */
export class Timers {
  readonly #pending = new Map<unknown, () => void>();
  readonly #own: Pick<typeof globalThis, "setTimeout" | "clearTimeout">;

  constructor() {
    const { setTimeout, clearTimeout } = globalThis;
    this.#own = { setTimeout, clearTimeout };
    const here = globalThis as { setTimeout: unknown; clearTimeout: unknown };
    here.setTimeout = (run: () => void, ms: number) => {
      const fire = (): void => {
        if (this.#pending.delete(timer)) run();
      };
      const timer = setTimeout(fire, ms);
      this.#pending.set(timer, fire);
      return timer;
    };
    here.clearTimeout = (timer: never) => {
      this.#pending.delete(timer);
      clearTimeout(timer);
    };
  }

  /** Lets those that are set now fire at once. */
  fireAll(): void {
    for (const fire of [...this.#pending.values()]) fire();
  }

  /** Gives the platform its own functions back, and says how many timers are left. */
  stop(): number {
    Object.assign(globalThis, this.#own);
    const isLeft = (timer: unknown): boolean => (timer as NodeJS.Timeout).hasRef?.() ?? true;
    return [...this.#pending.keys()].filter(isLeft).length;
  }
}
