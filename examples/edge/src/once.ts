import { DurableObject } from "cloudflare:workers";
import type { Env, Result } from "./env.ts";

/**
 * One thing that must happen once: an attempt of a page, or a start of the queue. Each id has an object of its own,
 * in one place in the world, which decides alone.
 */
export class Once extends DurableObject<Env> {
  /** Whether it is new. It is remembered for so many milliseconds. */
  async claim(ms: number): Promise<boolean> {
    if (await this.has()) return false;
    await this.ctx.storage.put("claimed", true);
    await this.ctx.storage.setAlarm(Date.now() + ms);
    return true;
  }

  async has(): Promise<boolean> {
    return (await this.ctx.storage.get("claimed")) === true;
  }

  /** Certainly nothing has happened: it may be tried again. */
  async release(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }

  /** What has become of it. */
  async settle(result: Result): Promise<void> {
    await this.ctx.storage.put("result", result);
  }

  async result(): Promise<Result | undefined> {
    return this.ctx.storage.get<Result>("result");
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}

export function onceOf(env: Env, id: string): DurableObjectStub<Once> {
  return env.ONCE.get(env.ONCE.idFromName(id));
}
