import { signal } from "@preact/signals";
import type { ClientOptions } from "wexa-executeflow";
import { WexaClient } from "wexa-executeflow";
import type { Emulator } from "wexa-executeflow/emulator";
import { logger } from "../activity/activity.ts";
import type { Samples } from "../seed/seed.ts";
import { isLoopback, localKey, type Settings, settings } from "../settings/settings.ts";

/** A client, and what it talks to. */
export interface Connection {
  readonly client: WexaClient;
  readonly settings: Settings;
  /** That of this page, with the agentflows that it began with. */
  readonly emulator?: { readonly emulator: Emulator; readonly samples: Samples };
}

export const connection = signal<Connection | undefined>(undefined);
/** Why there is none. */
export const connectionFailure = signal<unknown>(undefined);

let ofThisPage: Promise<NonNullable<Connection["emulator"]>> | undefined;

/** Opens what the settings say. */
export async function openConnection(): Promise<void> {
  const wanted = settings.value;
  connection.value = undefined;
  connectionFailure.value = undefined;
  try {
    const opened = wanted.kind === "emulator" ? await openEmulator(wanted) : openAddress(wanted);
    // They may have been changed meanwhile.
    if (settings.value === wanted) connection.value = opened;
  } catch (error) {
    if (settings.value === wanted) connectionFailure.value = error;
  }
}

async function openEmulator(wanted: Settings): Promise<Connection> {
  ofThisPage ??= makeEmulator(wanted);
  const emulator = await ofThisPage.catch((error) => {
    ofThisPage = undefined;
    throw error;
  });
  return { emulator, settings: wanted, client: clientOf(wanted, emulator.emulator.clientOptions()) };
}

/** It is made once: what was started in it is there until the page is left. */
async function makeEmulator({
  projectID,
  executedBy,
}: Settings): Promise<NonNullable<Connection["emulator"]>> {
  const [{ createEmulator }, { EARLIER, seed }] = await Promise.all([
    import("wexa-executeflow/emulator"),
    import("../seed/seed.ts"),
  ]);
  const emulator = createEmulator({ startAt: Date.now() - EARLIER });
  const quiet = new WexaClient({ ...emulator.clientOptions(), projectID, executedBy, logLevel: "off" });
  const samples = await seed(emulator, quiet);
  emulator.clearRequests();
  return { emulator, samples };
}

function openAddress(wanted: Settings): Connection {
  const { baseUrl } = wanted;
  const apiKey = isLoopback(baseUrl) && localKey.value !== "" ? localKey.value : null;
  return { settings: wanted, client: clientOf(wanted, { baseUrl, apiKey }) };
}

function clientOf({ projectID, executedBy }: Settings, options: ClientOptions): WexaClient {
  return new WexaClient({
    ...options,
    ...(projectID === "" ? {} : { projectID }),
    ...(executedBy === "" ? {} : { executedBy }),
    logger,
    logLevel: "debug",
  });
}
