import { type Act, advance, cancel, inShort, NEVER, type Scenarios, TOO_LONG, type World } from "../world.ts";

/** Waiting for the end of an execution. */
export const runs: Scenarios = {
  async "a wait to the end"(world) {
    await world.start({ steps: 1 });
    return world.wait([advance, advance]);
  },
  async "a wait until there is some output"(world) {
    await world.start({ steps: 3 });
    return world.wait([advance, advance], { until: ({ agents_output }) => agents_output.length > 0 });
  },
  async "a wait that is too long"(world) {
    await world.start(NEVER);
    return world.wait([], { totalTimeout: TOO_LONG });
  },
  async "a failed run is a result"(world) {
    await world.start({ steps: 1, failAt: 0 });
    return world.wait([advance, advance]);
  },
  async "a failed run is an error where it is to be one"(world) {
    await world.start({ steps: 1, failAt: 0, statuses: { failed: "Failed" } });
    return world.wait([advance, advance], { failOn: ["failed"] });
  },
  async "canceled is cancelled"(world) {
    await world.start({ steps: 1, statuses: { cancelled: "canceled" } });
    return world.wait([cancel], { failOn: ["failed", "cancelled"] });
  },
  async "an onUpdate that throws"(world) {
    await world.start({ steps: 1 });
    return world.wait([
      () => {
        throw new Error("no longer shown");
      },
    ]);
  },
  async run(world) {
    await world.script({ steps: 1 });
    return running(world, [advance, advance]);
  },
  async "a run that is lost sight of"(world) {
    await world.script({ steps: 1 });
    return running(world, [
      async (world) => {
        await world.fault({ match: { operation: "executions.get" }, status: 502, times: 9 });
        await world.advance();
      },
    ]);
  },
  async "a run that takes too long"(world) {
    await world.script(NEVER);
    return running(world, [], { totalTimeout: TOO_LONG });
  },
  async "a run that fails"(world) {
    await world.script({ steps: 1, failAt: 0 });
    return running(world, [advance, advance], { failOn: ["failed"] });
  },
  async "a run whose start is lost"(world) {
    await world.script({ steps: 1 });
    await world.fault({ match: { operation: "executions.create" }, status: 502, commit: true });
    return running(world, []);
  },
};

/** Creates and waits, and tells what arrived. */
async function running(world: World, acts: Act[], options = {}): Promise<unknown> {
  const { agentflow_id } = world.given.request;
  const seen: string[] = [];
  const told = await world.wexa.executions
    .createAndWait(
      { agentflow_id, goal: world.goal },
      {
        interval: 5,
        maxErrors: 1,
        ...options,
        async onUpdate(execution) {
          seen.push(inShort(execution));
          await acts[seen.length - 1]?.(world, execution);
        },
      },
    )
    .then(
      (execution) => ({ value: inShort(execution) }),
      (error: unknown) => ({ error: world.tell(error) }),
    );
  return { seen, ...told, creates: (await world.requests("executions.create")).length };
}
