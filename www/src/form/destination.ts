import type { ClientOptions } from "wexa-executeflow";
import type { Emulator } from "wexa-executeflow/emulator";
import { byId, setText } from "../element.ts";
import { typedIn } from "./fields.ts";

/** Where an execution is started. */
export type Destination = { kind: "emulator" } | { kind: "address"; baseUrl: string; sendsKey: boolean };

let emulator: Emulator | undefined;

/** What the form says. */
export function destination(): Destination {
  if (!byId("start", HTMLFormElement).querySelector("[value='address']:checked")) return { kind: "emulator" };
  const baseUrl = typedIn("baseUrl").trim();
  return { kind: "address", baseUrl, sendsKey: isLoopback(baseUrl) };
}

/** The options of a client that sends there. The emulator is loaded when it is first used, and then kept. */
export async function optionsFor(to: Destination): Promise<ClientOptions> {
  if (to.kind === "address") return { baseUrl: to.baseUrl, apiKey: to.sendsKey ? typedIn("apiKey") : null };
  if (emulator === undefined) {
    const { createEmulator } = await import("wexa-executeflow/emulator");
    emulator = createEmulator();
  }
  return emulator.clientOptions();
}

/** Shows what belongs to the destination that is chosen. */
export function showDestination(): void {
  const to = destination();
  byId("address", HTMLElement).hidden = to.kind === "emulator";
  if (to.kind === "emulator") return;
  byId("key-field", HTMLElement).hidden = !to.sendsKey;
  setText(byId("address-note", HTMLElement), to.sendsKey ? LOOPBACK_NOTE : ELSEWHERE_NOTE);
}

/**
 * `npm start` names the port of its emulator where it is not the usual one. Only a port is taken: no link may say
 * to which other machine somebody's key goes.
 */
export function takePortFrom(search: string): void {
  const port = new URLSearchParams(search).get("emulator");
  if (port !== null && /^\d{1,5}$/.test(port)) {
    byId("baseUrl", HTMLInputElement).value = `http://127.0.0.1:${port}`;
  }
}

const LOOPBACK_NOTE = "This address is on your machine. The key is sent there, and kept nowhere.";
const ELSEWHERE_NOTE =
  "No key is sent: everyone who opens a page can read a key in it. Keep it in a proxy that adds it. " +
  "An execution that is started there may cost credits.";

function isLoopback(address: string): boolean {
  try {
    const { hostname } = new URL(address, location.href);
    return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  } catch {
    return false;
  }
}
