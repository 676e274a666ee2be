// The lives of executions, as they are followed. The same in every runtime: see ../expected.ts for what must be told.
import { ends } from "./scenarios/ends.ts";
import { lives } from "./scenarios/lives.ts";
import { requests } from "./scenarios/requests.ts";
import { runs } from "./scenarios/runs.ts";
import type { Scenarios, World } from "./world.ts";

export const scenarios: Scenarios = { ...lives, ...ends, ...runs, ...requests };

/** Plays one scenario. */
export async function play(world: World): Promise<unknown> {
  const scenario = scenarios[world.given.scenario];
  if (!scenario) throw new Error(`there is no scenario ${world.given.scenario}`);
  await world.reset();
  return scenario(world);
}
