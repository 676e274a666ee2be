import { type Engine } from "./engine.ts";
import { ExecutionsOperations, OPERATIONS } from "./generated/groups.ts";
import type { CreateExecution, Execution } from "./generated/types.ts";
import { type ApiPromise, begin } from "./group.ts";
import { type ClientOptions, type RequestOptions, settingsOf } from "./options.ts";

const CREATE = OPERATIONS.indexOf("executions.create");

/** A client of the Wexa AI API. */
export abstract class Client {
  /** Executions: runs of an agentflow. The documents call the group Executeflow. */
  readonly executions: ExecutionsOperations;

  /** Throws `ConfigurationError` for options that cannot be used. */
  constructor(engine: Engine, options: ClientOptions) {
    const settings = settingsOf(options);
    this.executions = new ExecutionsOperations((given, options) => begin(engine, () => settings, given, options));
  }
}

/** `create_executeflow` on an engine. */
export function createOn(
  engine: Engine,
  request: CreateExecution,
  options: ClientOptions & RequestOptions,
): ApiPromise<Execution> {
  return begin(engine, () => settingsOf(options), { operation: CREATE, ids: [], body: request }, options);
}

/** Loads the module now rather than at the first call. */
export async function preloadOn(engine: Engine): Promise<void> {
  await engine.instance();
}
