// workerd with the package that traps when it is told to.
import { basename, join } from "node:path";
import { inject } from "vitest";
import { startWorkerd } from "../../support/platforms/workerd.ts";

export interface TrapWorker<Scene, Played> {
  play(scene: Scene): Promise<Played>;
  /** What the runtime and the worker have printed. */
  printed(): string;
  stop(): Promise<void>;
}

export async function openTrapWorker<Scene, Played>(program: string): Promise<TrapWorker<Scene, Played>> {
  const project = inject("packedTrap");
  const worker = join(project, basename(program).replace(".ts", ".js"));
  const installed = join(project, "node_modules/wexa-executeflow");
  const { run, ...workerd } = await startWorkerd<Scene, Played>(program, worker, installed);
  return { ...workerd, play: run };
}
