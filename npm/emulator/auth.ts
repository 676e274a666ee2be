import { Refusal } from "./refusal.ts";

/** The header that carries the key. */
export const KEY_HEADER = "x-api-key";

/** Throws a `Refusal` with 401 unless `given` is the emulator's key. */
export function requireKey(given: string | undefined, key: string): void {
  if (given === undefined) throw new Refusal(401, "Missing API key");
  if (given !== key) throw new Refusal(401, "Invalid API key");
}
