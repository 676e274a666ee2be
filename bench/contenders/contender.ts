/** One way to call the API from JavaScript. */
export interface Contender {
  name: string;
  /** What it does for its user beyond the request, in a word or two. */
  does: string;
  client(at: Address): Client;
}

export interface Address {
  baseUrl: string;
  fetch: typeof globalThis.fetch;
}

/** The three calls that are compared. Each gives the parsed reply, and rejects where the server refuses. */
export interface Client {
  create(): Promise<unknown>;
  get(): Promise<unknown>;
  list(): Promise<unknown>;
  /** Follows an execution to its end, and tells of each change: contenders/by-hand.ts. */
  follow?(id: string, every: number, changed: Changed): Promise<void>;
}

/** Is given an execution at the first look, and whenever it has changed. */
export type Changed = (execution: unknown) => void;

export const KEY = "bench-key";
export const PROJECT = "67fdea40aac77be632954f13";
export const EXECUTION = "8ffc2a03-5d38-4321-aae8-c9f32d7707fc";

/** What each create sends. */
export const REQUEST = {
  agentflow_id: "67fdea9b68df1c3e9580a549",
  executed_by: "67fdea40aac77be632954f0e",
  goal: "run",
  input_variables: {},
  projectID: PROJECT,
};

export const CREATE = `/execute_flow?projectID=${PROJECT}`;
export const GET = `/execute_flow/${EXECUTION}`;
export const LIST = `/${PROJECT}/execution_flows?projectID=${PROJECT}`;

export const HEADERS = { "x-api-key": KEY, "content-type": "application/json", accept: "application/json" };
