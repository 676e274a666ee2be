// What is shown, as the address says it: a reload and a link lead to the same place. It is in the fragment, so
// that any static host serves every address of the page.
import { signal } from "@preact/signals";

/** A place in the page. */
export type Route = { view: "home" } | { view: "new" } | { view: "execution"; id: string };

export const route = signal<Route>(routeOf(location.hash));

/** Whether somebody has gone somewhere since the page was loaded. */
export let hasGone = false;

addEventListener("hashchange", () => {
  hasGone = true;
  route.value = routeOf(location.hash);
});

/** The fragment that leads to a place. */
export function hrefOf(to: Route): string {
  switch (to.view) {
    case "home":
      return "#/";
    case "new":
      return "#/new";
    case "execution":
      return `#/executions/${encodeURIComponent(to.id)}`;
  }
}

export function go(to: Route): void {
  location.hash = hrefOf(to);
}

function routeOf(hash: string): Route {
  const [, id] = /^#\/executions\/([^/]+)$/.exec(hash) ?? [];
  if (id !== undefined) {
    try {
      return { view: "execution", id: decodeURIComponent(id) };
    } catch {
      return { view: "home" };
    }
  }
  return hash === "#/new" ? { view: "new" } : { view: "home" };
}
