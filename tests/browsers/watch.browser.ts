// The lives of executions in the browsers and places that `npm test` leaves out.
import { openPages } from "../executions/watch/platforms.ts";
import { describeLives } from "../executions/watch/suite.ts";

describeLives({
  "chromium, in a worker": () => openPages("chromium", "worker"),
  firefox: () => openPages("firefox", "page"),
  "firefox, in a worker": () => openPages("firefox", "worker"),
  webkit: () => openPages("webkit", "page"),
  "webkit, in a worker": () => openPages("webkit", "worker"),
});
