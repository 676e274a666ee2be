import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { attacks } from "./attacks.ts";
import { type Api, ask, KEY, type Platform, platforms, serveApi } from "./stage.ts";

describe.each(Object.entries(platforms))("on %s", (_, begin) => {
  let api: Api;
  let platform: Platform;
  beforeAll(async () => {
    api = await serveApi();
    platform = await begin(api);
  });
  beforeEach(() => api.reset());
  // Whatever a test does.
  afterEach(() => expect(api.reached.every(({ headers }) => headers["x-api-key"] === KEY)).toBe(true));
  afterAll(async () => {
    await platform?.stop();
    await api?.stop();
  });

  for (const [kind, list] of Object.entries(attacks)) {
    describe(kind, () => {
      test.each(list.map((attack) => [attack.name, attack] as const))("%s", async (_, attack) => {
        const reply = await ask(platform, attack.request);
        expect([attack.status].flat(), reply.text).toContain(reply.status);
        if (attack.code) expect(JSON.parse(reply.body).code, reply.text).toBe(attack.code);
        // Whose a thing is may be asked; nothing else reaches the API.
        const asked = attack.asks ?? [];
        expect(api.reached.map(({ line }) => line)).toEqual(asked);
        expect(reply.text).not.toContain(KEY);
      });
    });
  }
});
