import { join } from "node:path";
import { openAsked, type Place } from "../../browsers/drivers/asked-page.ts";
import type { BrowserName } from "../../browsers/drivers/driver.ts";
import type { Cell, Told } from "../inside/cell.ts";
import type { Platform } from "./platform.ts";

/** A page of a browser, or a worker of one, served from this machine. */
export function openPage(browser: BrowserName, place: Place): Promise<Platform> {
  const program = join(import.meta.dirname, "../inside/page-program.ts");
  return openAsked<Cell, Told>("faults", program, browser, place);
}
