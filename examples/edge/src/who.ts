import type { Env } from "./env.ts";

/** Who may use the page: put your own sign-in here, such as a look at a session's cookie. */
export function mayUse(_request: Request, env: Env): boolean {
  return env.OPEN === "yes";
}

/** Who may fill the queue. */
export async function mayStartMany(request: Request, env: Env): Promise<boolean> {
  const given = request.headers.get("authorization") ?? "";
  return env.STARTS_TOKEN !== undefined && (await same(given, `Bearer ${env.STARTS_TOKEN}`));
}

/** Compared by their hashes, so that the time it takes tells nothing of how much was right. */
async function same(a: string, b: string): Promise<boolean> {
  const hash = (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return crypto.subtle.timingSafeEqual(await hash(a), await hash(b));
}
