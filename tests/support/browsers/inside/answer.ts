// How a program of the tests is asked in a page, or in a worker of it: by `ask`, whose answers `take` gives once.

/** What has become of a question, or what nobody has caught. */
export type Told = { id: number; told: unknown } | { uncaught: string };

/** What whoever drives the page calls. */
export interface Asked {
  ask(id: number, question: unknown): void;
  take(): Told[];
}

/**
 * Answers every question that is asked of this page, or of the page that this worker belongs to. What nobody has caught
 * fails the questions that are open, unless the program takes notice of it itself.
 */
export function answerAll<Question>(
  answer: (question: Question) => Promise<unknown>,
  notice?: (uncaught: unknown) => void,
): void {
  const told: Told[] = [];
  const inPage = "document" in globalThis;
  const tell = (each: Told): unknown => (inPage ? told.push(each) : postMessage(each));
  const ask = async (id: number, question: Question): Promise<void> => {
    try {
      tell({ id, told: await answer(question) });
    } catch (error) {
      tell({ uncaught: String((error as Error)?.stack ?? error) });
    }
  };
  notice ??= (uncaught) => void tell({ uncaught: String(uncaught) });
  addEventListener("unhandledrejection", (event) => notice(event.reason));
  addEventListener("error", (event) => notice(event.message));
  if (inPage) {
    Object.assign(globalThis, {
      ask: (id: number, question: Question) => void ask(id, question),
      take: () => told.splice(0),
    });
  } else {
    addEventListener("message", ({ data }) => ask(data.id, data.question));
    postMessage("ready");
  }
}
