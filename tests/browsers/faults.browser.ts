// The matrix of faults in the browsers and places that `npm test` leaves out.
import { openPage } from "../faults/platforms.ts";
import { describeFaults } from "../faults/suite.ts";
import type { Place } from "../support/browsers/asked-page.ts";
import type { BrowserName } from "../support/browsers/driver.ts";

const elsewhere: [browser: BrowserName, place: Place, atOnce?: number][] = [
  ["chromium", "worker"],
  ["firefox", "page"],
  ["firefox", "worker"],
  // It has few connections at a time, and a call that waits for one is late.
  ["webkit", "page", 5],
  ["webkit", "worker", 5],
];

for (const [browser, place, atOnce] of elsewhere) {
  describeFaults({
    title: `${browser}, in a ${place}`,
    platform: browser,
    open: () => openPage(browser, place),
    ...(atOnce === undefined ? {} : { atOnce }),
  });
}
