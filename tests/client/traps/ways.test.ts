import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openNode } from "../../support/platforms/node.ts";
import { OTHERS, type Played, panic, resolved } from "./expected.ts";
import type { Ended } from "./inside/calls.ts";
import { PLACES, type Place } from "./inside/places.ts";
import { CAUSES, WAYS } from "./inside/trap.ts";
import type { Scene } from "./inside/ways.ts";
import { openTrapPage } from "./trap-page.ts";
import { openTrapWorker } from "./trap-worker.ts";

const inside = (name: string): string => join(import.meta.dirname, "inside", name);
/** What becomes of the calls of each place. */
const victims: Record<Place, Record<string, Ended>> = {
  "before the fetch": { trapped: panic("not_sent", 0) },
  "in flight": { trapped: panic("unknown", 1) },
  "while its body streams": { trapped: panic("unknown", 1) },
  "in the pause after a 429": { trapped: panic("unknown", 1) },
  "in a watch": { trapped: resolved(0) },
  "in a call that onError of a watch starts": { inner: panic("not_sent", 0), trapped: resolved(0) },
  // A search goes on with the next instance, and nothing is sent again.
  "in the list of a search": { trapped: resolved(1) },
  "in the get of a search": { trapped: resolved(1) },
  "before the fetch, while two more wait for the module": {
    trapped: panic("not_sent", 0),
    "trapped again": panic("not_sent", 0),
    second: resolved(1),
    third: resolved(1),
  },
  "in a call that the fetch starts": { inner: panic("not_sent", 0), outer: panic("unknown", 1) },
  "in a call that the key function starts": { inner: panic("not_sent", 0), outer: panic("not_sent", 0) },
  "in a call that the signal starts": { inner: panic("not_sent", 0), outer: panic("not_sent", 0) },
  "in a call that letting go of the signal starts": {
    inner: panic("not_sent", 0),
    outer: panic("unknown", 1),
  },
  "in a call that the logger starts": { inner: panic("not_sent", 0), outer: panic("unknown", 1) },
  "in a call that a getter of the body starts": { inner: panic("not_sent", 0), outer: panic("not_sent", 0) },
  "in a call that a toJSON of the body starts": { inner: panic("not_sent", 0), outer: panic("not_sent", 0) },
  "in a call that a getter of the response starts": {
    inner: panic("not_sent", 0),
    outer: panic("unknown", 1),
  },
  "in a call that the text() of the response starts": {
    inner: panic("not_sent", 0),
    outer: panic("unknown", 1),
  },
  "in a call that a listener on the aborted fetch starts": {
    inner: panic("not_sent", 0),
    outer: panic("unknown", 1),
  },
};

const places = Object.keys(PLACES) as Place[];
const scenes = places.flatMap((place) => WAYS.map((way) => [way, place] as const));

describe.each([
  ["Node", true, () => openNodeWithTraps()],
  ["Chromium", true, () => openTrapPage<Scene, Played>(inside("ways-page.ts"))],
  ["workerd", false, () => openTrapWorker<Scene, Played>(inside("ways-worker.ts"))],
] as const)("in %s", (_, tells, open) => {
  let host: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    host = await open();
  });
  afterAll(() => host?.stop());

  test.each(scenes)("%s %s: every call ends with what became of it", async (way, place) => {
    expect(await host.play({ place, way, tells })).toEqual({
      calls: { ...OTHERS, ...victims[place], next: resolved(1) },
      late: 0,
      timers: 0,
      causes: [CAUSES[way]],
      uncaught: [],
    });
    expect(host.printed()).toBe("");
  });
});

async function openNodeWithTraps() {
  const node = await openNode<Scene, Played>(inside("ways-node.ts"), "packedTrap");
  return { ...node, play: node.run };
}
