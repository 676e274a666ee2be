/**
 * React's hooks for a client that is handed in: nothing of the client is part of this entry.
 *
 * The build puts "use client" at the top of it.
 */

export { WexaProvider, type WexaProviderProps } from "./client.ts";
export {
  type CreateView,
  type UseCreateExecutionOptions,
  useCreateExecution,
} from "./use-create-execution.ts";
export { type ExecutionView, type UseExecutionOptions, useExecution } from "./use-execution.ts";
