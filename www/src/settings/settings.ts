import { signal } from "@preact/signals";
import { keep, kept } from "./kept.ts";

/** Where executions are started and followed, and in whose name. */
export interface Settings {
  /** The emulator inside this page, or an address. */
  readonly kind: "emulator" | "address";
  readonly baseUrl: string;
  readonly projectID: string;
  readonly executedBy: string;
}

/** The ids of the API's documents. The emulator takes any. */
const DEFAULTS: Settings = {
  kind: "emulator",
  baseUrl: `http://127.0.0.1:${portNamed(location.search) ?? 8787}`,
  projectID: "67fdea40aac77be632954f13",
  executedBy: "67fdea40aac77be632954f0e",
};

export const settings = signal<Settings>(read());

/** The key for an address on this machine. It is never kept, and never sent anywhere else. */
export const localKey = signal("emulator-key");

export function changeSettings(to: Settings): void {
  settings.value = to;
  keep("settings", JSON.stringify(to));
}

/** Whether an address is on this machine: the only ones that a key may go to from a page. */
export function isLoopback(address: string): boolean {
  try {
    const { hostname } = new URL(address, location.href);
    return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  } catch {
    return false;
  }
}

function read(): Settings {
  const found: Record<string, unknown> = parsed(kept("settings"));
  const text = (name: keyof Settings): string => {
    const value = found[name];
    return typeof value === "string" ? value : DEFAULTS[name];
  };
  return {
    kind: found.kind === "address" ? "address" : "emulator",
    // A port that the address of the page names is newer than what was kept.
    baseUrl: portNamed(location.search) === undefined ? text("baseUrl") : DEFAULTS.baseUrl,
    projectID: text("projectID"),
    executedBy: text("executedBy"),
  };
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/**
 * `npm start` names the port of its emulator where it is not the usual one. Only a port is taken: no link may say
 * to which other machine somebody's requests go.
 */
function portNamed(search: string): string | undefined {
  const port = new URLSearchParams(search).get("emulator");
  return port !== null && /^\d{1,5}$/.test(port) ? port : undefined;
}
