import { type Package, packed } from "../../support/packed.ts";

/** The package under test. */
export const wexa: Package = await packed();

/** A client of the packed package. */
export type Client = InstanceType<Package["WexaClient"]>;

/** Methods that are made of other operations. */
const COMPOSED = [
  ...["watch", "wait", "createAndWait", "listPending", "createMany"].map((name) => `executions.${name}`),
  ...["submitRuntimeInput", "saveRuntimeInput", "approvePreview", "savePreview", "decideAnomaly"].map(
    (name) => `inbox.${name}`,
  ),
];

export const KEY = "00000000-1111-4222-8333-444444444444";

/** A client that repeats at once, and tells nobody what differs. */
export function clientOf(baseUrl: string, options: { projectID?: string; executedBy?: string }): Client {
  return new wexa.WexaClient({
    apiKey: KEY,
    baseUrl,
    logLevel: "off",
    maxRetries: 2,
    retryDelay: { initial: 1, max: 2 },
    ...options,
  });
}

/** The name of each operation that a client has: `group.method`. */
export function methodsOf(client: Client): string[] {
  const names: string[] = [];
  for (const [group, value] of Object.entries(client)) {
    if (typeof value !== "object" || value === null) continue;
    let prototype = Object.getPrototypeOf(value);
    while (prototype !== Object.prototype && prototype !== null) {
      for (const name of Object.getOwnPropertyNames(prototype)) {
        const method = Object.getOwnPropertyDescriptor(prototype, name)?.value;
        if (name === "constructor" || name.startsWith("_") || typeof method !== "function") continue;
        names.push(`${group}.${name}`);
      }
      prototype = Object.getPrototypeOf(prototype);
    }
  }
  return [...new Set(names)].filter((name) => !COMPOSED.includes(name)).sort();
}

/** Calls a method by the name that it has in the facts. Throws at once where the client has no such method. */
export function call(client: Client, name: string, given: readonly unknown[]): Promise<unknown> {
  const [group = "", method = ""] = name.split(".");
  const operations = (client as unknown as Record<string, Record<string, unknown> | undefined>)[group];
  const operation = operations?.[method];
  if (typeof operation !== "function") throw new Error(`the client has no ${name}`);
  return operation.apply(operations, given) as Promise<unknown>;
}

/** What a call rejects with. A call that resolves fails the test. */
export async function rejection(promise: Promise<unknown>): Promise<Record<string, unknown> & Error> {
  const value = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("value" in value) throw new Error(`resolved to ${JSON.stringify(value.value)}`);
  return value.error as Record<string, unknown> & Error;
}
