import { clientOf, told, wexa } from "/more-ways.js";

const scenarios = {
  /** Ways, all at once. */
  ways: ({ names, options, given }) => Promise.all(names.map((way) => told(clientOf(options), way, given))),

  async preloadThen({ names, options, given }) {
    await wexa.preload();
    document.dispatchEvent(new Event("preloaded"));
    return scenarios.ways({ names, options, given });
  },

  /** A watch that is left while it loads: how long that takes, and what those who wait for a value get. */
  async left({ options, given }) {
    const walk = clientOf(options).executions.watch(given.id)[Symbol.asyncIterator]();
    const waiting = [walk.next(), walk.next()];
    const left = await walk.return();
    const told = [left, ...(await Promise.all(waiting)), await walk.next()];
    return told.map(({ done, value }) => ({ done, value: value ?? null }));
  },

  /** What is ended from outside while it loads. */
  async ended({ way, options, given }) {
    const controller = new AbortController();
    const telling = told(clientOf(options), way, { ...given, options: { signal: controller.signal } });
    controller.abort();
    return telling;
  },

  /** An error of a watch is given once. */
  async once({ options, given }) {
    const walk = clientOf(options).executions.watch(given.id)[Symbol.asyncIterator]();
    const ends = await Promise.allSettled([walk.next(), walk.next()]);
    const { done } = await walk.next();
    return [...ends.map(({ status }) => status), done];
  },

  /** The request is read when the call is made. */
  async changed({ options, given }) {
    await wexa.preload();
    const request = { ...given.request };
    const creating = clientOf(options).executions.create(request, { onUnknown: "reconcile" });
    request.goal = "changed";
    const { goal } = await creating;
    return goal;
  },

  /** In a service worker. */
  async serviceWorker(given) {
    await navigator.serviceWorker.register("/more-service-worker.js", { type: "module" });
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((resolve) => {
      navigator.serviceWorker.onmessage = ({ data }) => resolve(data);
      active.postMessage(given);
    });
  },
};

globalThis.play = (name, given) => scenarios[name](given);
