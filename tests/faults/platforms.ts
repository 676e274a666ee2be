// Where the cells run.
import { join } from "node:path";
import { openAsked, type Place } from "../support/browsers/asked-page.ts";
import type { BrowserName } from "../support/browsers/driver.ts";
import * as node from "../support/platforms/node.ts";
import type * as platforms from "../support/platforms/platform.ts";
import * as workerd from "../support/platforms/workerd.ts";
import type { Cell, Told } from "./inside/cell.ts";

export type Platform = platforms.Platform<Cell, Told>;

const program = (name: string): string => join(import.meta.dirname, "inside", name);

export function openNode(): Promise<Platform> {
  return node.openNode(program("node-program.ts"));
}

export function openWorkerd(): Promise<Platform> {
  return workerd.openWorkerd(program("worker-program.ts"), "faults-workerd");
}

/** A page of a browser, or a worker of one, served from this machine. */
export function openPage(browser: BrowserName, place: Place): Promise<Platform> {
  return openAsked("faults", program("page-program.ts"), browser, place);
}
