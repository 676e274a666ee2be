import {
  type ApiPromise,
  AuthenticationError,
  type ClientOptions,
  type Conclusion,
  type CreateExecution,
  create_executeflow,
  type ErrorCode,
  type Execution,
  ExecutionFailedError,
  type ExecutionStatus,
  type FieldError,
  type Outcome,
  preload,
  type RequestOptions,
  ValidationError,
  WexaClient,
  WexaError,
  type WithResponse,
} from "wexa-executeflow";
import { createEmulator, type Emulator } from "wexa-executeflow/emulator";
import type * as inline from "wexa-executeflow/inline";
import * as slim from "wexa-executeflow/slim";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;
/** The fields of `T` that are `any`, and `T` itself if it is. */
type Anys<T> =
  IsAny<T> extends true ? "any" : { [K in keyof T]-?: IsAny<T[K]> extends true ? K : never }[keyof T];
function holds<_ extends true>(): void {}

// The one call.
const request: CreateExecution = {
  agentflow_id: "67fdea9b68df1c3e9580a549",
  executed_by: "67fdea40aac77be632954f0e",
  goal: "run",
  input_variables: { name: "Ada", depth: 3, nested: { list: [1, null] } },
  projectID: "67fdea40aac77be632954f13",
};
const promise = create_executeflow(request, { apiKey: "key" });
holds<Same<typeof promise, ApiPromise<Execution>>>();
const execution = await promise;
holds<Same<typeof execution, Execution>>();

// What the client fills in may be left out.
const wexa = new WexaClient({ apiKey: null, projectID: "p", executedBy: "u", baseUrl: "/wexa" });
const started = await wexa.executions.create({ agentflow_id: "a", goal: "run" });
holds<Same<typeof started, Execution>>();
const got = await wexa.executions.get(started.execution_id, { signal: new AbortController().signal });
holds<Same<typeof got, Execution>>();

// The reply beside the value.
const { data, response, requestId } = await wexa.executions.create(request).withResponse();
holds<Same<typeof data, Execution>>();
holds<Same<typeof response, Response>>();
holds<Same<typeof requestId, string | undefined>>();
const length: Promise<number> = wexa.executions.create(request).then(({ goal }) => goal.length);

// An open set of words: those that are known are offered, others compile.
const status: ExecutionStatus = execution.status;
if (status === "completed" || status === "brewing") console.log(status.toUpperCase());
const brewing: ExecutionStatus = "brewing";

// What may be null is said to be.
const conclusion: Conclusion | null = execution.conclusion;
const text = typeof conclusion === "string" ? conclusion : conclusion?.conclusion;
holds<Same<typeof text, string | undefined>>();
const endTime: number | null = execution.end_time;
holds<Same<typeof endTime, Execution["end_time"]>>();
const model: string | undefined = execution.agentflow.agents[0]?.llm.model;

// Every option, and those that are undefined because a variable is.
const options: ClientOptions = {
  apiKey: async () => "key",
  projectID: undefined,
  executedBy: undefined,
  baseUrl: undefined,
  fetch: globalThis.fetch,
  fetchOptions: { credentials: "include" },
  headers: { "x-trace": "1", accept: null },
  timeout: 1000,
  totalTimeout: Number.POSITIVE_INFINITY,
  maxRetries: 0,
  retryDelay: { initial: 1 },
  maxRetryAfter: 1,
  validate: "strict",
  logger: console,
  logLevel: "debug",
  dangerouslyAllowBrowser: undefined,
};
const perCall: RequestOptions = { signal: undefined, timeout: 1, validate: "off", projectID: "p" };
void create_executeflow(request, { ...options, ...perCall });

// Errors are told apart by class and by code.
try {
  await preload();
} catch (error) {
  if (error instanceof ValidationError) {
    const fields: FieldError[] = error.fields;
    console.log(fields.map(({ path, message }) => `${path}: ${message}`));
  } else if (error instanceof AuthenticationError) {
    holds<Same<typeof error.name, "AuthenticationError">>();
  } else if (error instanceof WexaError) {
    const code: ErrorCode = error.code;
    const outcome: Outcome = error.outcome;
    const { retryable, status, attempts, retryAfter } = error;
    holds<Same<typeof retryable, boolean>>();
    holds<Same<typeof status, number | undefined>>();
    console.log(code === "rate_limit", outcome === "unknown", attempts + (retryAfter ?? 0));
  }
}

// The other entries have the same types.
const emulator: Emulator = createEmulator({ clock: "manual" });
const emulated = new WexaClient({ ...emulator.clientOptions(), projectID: "p", executedBy: "u" });
holds<Same<typeof inline.WexaClient, typeof WexaClient>>();

// Nothing is `any`, which would switch the checks off.
holds<Same<Anys<CreateExecution>, never>>();
holds<Same<Anys<Execution>, never>>();
holds<Same<Anys<Execution["agentflow"]>, never>>();
holds<Same<Anys<Execution["agentflow"]["agents"][number]>, never>>();
holds<Same<Anys<Execution["executed_by"]>, never>>();
holds<Same<Anys<Execution["execution_context"]>, never>>();
holds<Same<Anys<ClientOptions>, never>>();
holds<Same<Anys<RequestOptions>, never>>();
holds<Same<Anys<WithResponse<Execution>>, never>>();
holds<Same<Anys<WexaError>, never>>();
holds<Same<Anys<Emulator>, never>>();
holds<Same<IsAny<Parameters<typeof create_executeflow>[number]>, false>>();

export { brewing, emulated, length, model };

// Following an execution.
for await (const update of wexa.executions.watch("id", { interval: 500, pauseWhenHidden: true })) {
  holds<Same<typeof update, Execution>>();
}
const last = await wexa.executions.wait("id", { until: ({ status }) => status === "paused" });
holds<Same<typeof last, Execution>>();
const ran = await wexa.executions.createAndWait(
  { agentflow_id: "a", goal: "run" },
  {
    onUnknown: "reconcile",
    failOn: ["failed", "brewing"],
    onRuntimeInput: ({ type, summary }, { signal, execution }) => {
      holds<Same<typeof type, "runtime_input">>();
      holds<Same<typeof signal, AbortSignal>>();
      return execution.goal === summary ? undefined : { city: "Pune" };
    },
    onPreview: async ({ preview: { preview_input } }) =>
      preview_input.skill.id === "" ? false : preview_input,
    onAnomaly: () => true,
    onError: (error, inARow) => console.log(error.code, inARow.toFixed()),
  },
);
holds<Same<typeof ran, Execution>>();
for (const asked of await wexa.executions.listPending("id")) {
  if (asked.type === "preview") await wexa.inbox.approvePreview(asked, asked.preview.preview_input);
  else if (asked.type === "runtime_input") await wexa.inbox.submitRuntimeInput(asked, { city: "Pune" });
  else await wexa.inbox.decideAnomaly(asked, true);
}
try {
  await wexa.executions.wait("id");
} catch (error) {
  if (error instanceof ExecutionFailedError) holds<Same<typeof error.execution, Execution>>();
  else if (error instanceof WexaError) holds<Same<typeof error.execution, Execution | undefined>>();
}
// The entry without its module has the face of the others, and one thing more.
holds<Same<typeof slim.WexaClient, typeof WexaClient>>();
holds<Same<Exclude<keyof typeof slim, "load">, keyof typeof inline>>();
slim.load(new Uint8Array(8));
slim.load(new ArrayBuffer(8));
slim.load("https://example.com/wexa.wasm");
slim.load(new URL("https://example.com/wexa.wasm"));
slim.load(() => fetch("https://example.com/wexa.wasm"));
declare const compiled: slim.CompiledModule;
slim.load(compiled);
