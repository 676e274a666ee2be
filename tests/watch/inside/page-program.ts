// One scenario in a page: what it is given is behind the #, what came of it is put into a <pre>.
// @ts-expect-error: an address of the page's server, not of this file
import * as of from "/node_modules/wexa-executeflow/dist/browser.js";
import { play } from "./scenarios.ts";
import { type Package, World } from "./world.ts";

const tell = (told: unknown): void => {
  const pre = document.createElement("pre");
  pre.textContent = JSON.stringify(told);
  document.body.append(pre);
};
addEventListener("unhandledrejection", (event) => tell({ uncaught: String(event.reason) }));
addEventListener("error", (event) => tell({ uncaught: event.message }));

const given = JSON.parse(decodeURIComponent(location.hash.slice(1)));
play(new World(of as Package, given)).then(tell, (error: Error) => tell({ thrown: error.stack }));
