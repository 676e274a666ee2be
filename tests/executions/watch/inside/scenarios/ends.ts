import { type Act, advance, aMoment, inShort, nothing, type Scenarios, STEP } from "../world.ts";

/** How watches end before their execution does, and how they share it. */
export const ends: Scenarios = {
  async break(world) {
    await world.start({ steps: 2 });
    const seen: string[] = [];
    for await (const execution of world.wexa.executions.watch(world.id, { interval: 5 })) {
      seen.push(inShort(execution));
      if (seen.length === 2) break;
      await world.advance();
    }
    const { length } = await world.requests("executions.get");
    await aMoment();
    return { seen, later: (await world.requests("executions.get")).length - length };
  },
  async "an end in the middle of a request"(world) {
    await world.start({ steps: 2 });
    const watch = world.wexa.executions.watch(world.id, { interval: 5 })[Symbol.asyncIterator]();
    await watch.next();
    await world.fault({ match: { operation: "executions.get" }, replyDelayMs: 20_000 });
    const pending = watch.next();
    while (world.flights.now === 0) await aMoment(5);
    await watch.return?.();
    const { done } = await pending;
    await aMoment(50);
    return { done, aborted: world.flights.aborted, again: (await watch.next()).done };
  },
  async "an abort by the caller"(world) {
    await world.start({ steps: 2 });
    const controller = new AbortController();
    const { signal } = controller;
    const listeners = { added: 0, removed: 0 };
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: unknown[]) => {
      listeners.added++;
      addEventListener.apply(signal, args as Parameters<typeof addEventListener>);
    };
    signal.removeEventListener = (...args: unknown[]) => {
      listeners.removed++;
      removeEventListener.apply(signal, args as Parameters<typeof removeEventListener>);
    };
    const story = await world.watch(
      [advance, () => setTimeout(() => controller.abort("changed my mind"), 20)],
      { signal },
    );
    return { ...story, listening: listeners.added > 0 && listeners.added - listeners.removed };
  },
  async "a loop that is slow"(world) {
    await world.start({ steps: 2 });
    let looks = -1;
    const slow: Act = async (world) => {
      const { gets } = world.flights;
      await aMoment();
      looks = world.flights.gets - gets;
      await world.advance(3 * STEP);
    };
    return { ...(await world.watch([slow])), looks };
  },
  async "a signal that has aborted already"(world) {
    await world.start({ steps: 2 });
    const story = await world.watch([], { signal: AbortSignal.abort("never mind") });
    return { ...story, requests: (await world.requests()).length };
  },
  async "options that are wrong"(world) {
    const { executions } = world.wexa;
    const told: Record<string, unknown> = {};
    const wrong: Record<string, object> = {
      interval: { interval: 0 },
      maxErrors: { maxErrors: -1 },
      onError: { onError: "log" },
      failOn: { failOn: "failed" },
      signal: { signal: {} },
    };
    for (const [name, options] of Object.entries(wrong)) {
      const tell = (error: unknown) => world.tell(error).code;
      const watch = executions.watch("id", options)[Symbol.asyncIterator]();
      const { agentflow_id } = world.given.request;
      told[name] = [
        await watch.next().then(nothing as () => unknown, tell),
        await executions.wait("id", options).then(nothing as () => unknown, tell),
        await executions
          .createAndWait({ agentflow_id, goal: "run" }, options)
          .then(nothing as () => unknown, tell),
      ];
    }
    const id = await world.watch([]);
    return { told, id: id.error?.code, requests: (await world.requests()).length };
  },
  async "a page that is hidden"(world) {
    await world.start({ steps: 1 });
    const events = new EventTarget();
    const page = {
      visibilityState: "visible",
      addEventListener: events.addEventListener.bind(events),
      removeEventListener: events.removeEventListener.bind(events),
    };
    const before = Object.getOwnPropertyDescriptor(globalThis, "document");
    const stub = globalThis as { document?: unknown };
    // A page's own document cannot be replaced; its property can be hidden by one of its own.
    if (before) {
      Object.defineProperty(document, "visibilityState", {
        get: () => page.visibilityState,
        configurable: true,
      });
      Object.assign(events, { dispatchEvent: (event: Event) => document.dispatchEvent(event) });
    } else stub.document = page;
    let hidden = 0;
    const story = await world.watch(
      [
        async (world) => {
          page.visibilityState = "hidden";
          await world.advance(2 * STEP);
          setTimeout(async () => {
            hidden = (await world.requests("executions.get")).length;
            page.visibilityState = "visible";
            events.dispatchEvent(new Event("visibilitychange"));
          }, 150);
        },
      ],
      { pauseWhenHidden: true },
    );
    if (!before) delete stub.document;
    return { ...story, hidden };
  },

  async "ten watchers of one execution"(world) {
    await world.start({ steps: 2 });
    world.flights.gets = 0;
    world.flights.most = 0;
    let arrived = 0;
    let go: () => void = () => undefined;
    let gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    // Each waits for all the others before time moves on.
    const meet: Act = async (world) => {
      const here = gate;
      if (++arrived % 10 > 0) return here;
      const open = go;
      gate = new Promise((resolve) => {
        go = resolve;
      });
      await world.advance();
      open();
    };
    const watches = Array.from({ length: 10 }, () => world.watch([meet, meet, meet]));
    const stories = await Promise.all(watches);
    const seen = new Set(stories.map((story) => JSON.stringify(story)));
    const { most, gets } = world.flights;
    return { seen: [...seen].map((text) => JSON.parse(text)), most, few: gets < 20 };
  },
  async "one of two watchers ends"(world) {
    await world.start({ steps: 1 });
    const one = world.wexa.executions.watch(world.id, { interval: 5 })[Symbol.asyncIterator]();
    await one.next();
    const pending = one.next();
    const two = world.watch([
      async (world) => {
        await one.return?.();
        await world.advance();
      },
      advance,
    ]);
    return { one: (await pending).done, two: await two };
  },
};
