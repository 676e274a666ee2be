// Scenarios in a page, or in a worker of it.
// @ts-expect-error: an address of the page's server, not of this file
import * as of from "/node_modules/wexa-executeflow/dist/browser.js";
import { answerAll } from "../../../support/browsers/inside/answer.ts";
import { play } from "./scenarios.ts";
import { type Given, type Package, World } from "./world.ts";

answerAll((given: Given) => play(new World(of as Package, given)));
