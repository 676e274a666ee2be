/** What each scenario must tell, in every runtime: the values in their order, how it came out, and what else it noted. */
export const expected: Record<string, unknown> = {
  "straight to its end": { seen: ["ready 0", "running 0", "running 1", "completed 2, concluded"] },
  "over before it is watched": { seen: ["completed 1, concluded"], looks: 1 },
  "paused and resumed": {
    seen: ["ready 0", "running 0", "paused 0", "running 0", "running 1", "completed 2, concluded"],
  },
  "cancelled from elsewhere": { seen: ["ready 0", "running 0", "cancelled 0"] },
  "cancelled from elsewhere, spelt canceled": { seen: ["ready 0", "running 0", "canceled 0"] },
  failed: { seen: ["ready 0", "running 0", "running 1", "failed 1"] },
  "a status that nobody knows": { seen: ["ready 0", "brewing 0", "brewing 1", "completed 2, concluded"] },
  "never ending": {
    seen: ["ready 0"],
    error: {
      name: "TimeoutError",
      code: "timeout",
      outcome: "accepted",
      retryable: true,
      execution: "ready 0",
    },
  },
  "waiting for a person whom nobody asks": {
    seen: ["ready 0", "input_required 0"],
    error: {
      name: "TimeoutError",
      code: "timeout",
      outcome: "accepted",
      retryable: true,
      execution: "input_required 0",
    },
    looksIntoTheInbox: 0,
  },
  "gone midway": {
    seen: ["ready 0", "running 0"],
    error: {
      name: "NotFoundError",
      code: "not_found",
      status: 404,
      outcome: "refused",
      retryable: false,
      execution: "running 0",
    },
  },
  "the emulator restarted midway": {
    seen: ["ready 0", "running 0"],
    error: {
      name: "NotFoundError",
      code: "not_found",
      status: 404,
      outcome: "refused",
      retryable: false,
      execution: "running 0",
    },
    errors: ["connection"],
  },
  "failures that pass": {
    seen: ["ready 0", "running 0", "completed 1, concluded"],
    errors: [
      ["server", 502, 1],
      ["server", 502, 2],
      ["server", 503, 3],
      ["server", 502, 1],
      ["server", 502, 2],
      ["server", 503, 3],
    ],
  },
  "failures that do not pass": {
    seen: ["ready 0"],
    error: {
      name: "ServerError",
      code: "server",
      status: 502,
      outcome: "unknown",
      retryable: true,
      execution: "ready 0",
    },
    errors: [
      ["server", 1],
      ["server", 2],
    ],
  },
  "an onError that throws": { seen: ["ready 0"], error: { name: "its own", message: "Error: enough" } },
  "a server that says when to come back": {
    seen: ["ready 0"],
    error: {
      name: "AbortError",
      code: "aborted",
      outcome: "accepted",
      retryable: false,
      execution: "ready 0",
      cause: "no later look",
    },
    looks: 1,
  },
  "a server that refuses for an hour": {
    seen: [],
    error: {
      name: "AbortError",
      code: "aborted",
      outcome: "unknown",
      retryable: false,
      cause: "no later look",
    },
    looks: 1,
  },
  break: { seen: ["ready 0", "running 0"], later: 0 },
  "an end in the middle of a request": { done: true, aborted: 1, again: true },
  "an abort by the caller": {
    seen: ["ready 0", "running 0"],
    error: {
      name: "AbortError",
      code: "aborted",
      outcome: "accepted",
      retryable: false,
      execution: "running 0",
      cause: "changed my mind",
    },
    listening: 0,
  },
  "a loop that is slow": { seen: ["ready 0", "completed 2, concluded"], looks: 0 },
  "a signal that has aborted already": {
    seen: [],
    error: {
      name: "AbortError",
      code: "aborted",
      outcome: "not_sent",
      retryable: false,
      cause: "never mind",
    },
    requests: 0,
  },
  "options that are wrong": {
    told: {
      interval: ["configuration", "configuration", "configuration"],
      maxErrors: ["configuration", "configuration", "configuration"],
      onError: ["configuration", "configuration", "configuration"],
      failOn: ["configuration", "configuration", "configuration"],
      signal: ["configuration", "configuration", "configuration"],
    },
    id: "invalid_request",
    requests: 0,
  },
  "a page that is hidden": { seen: ["ready 0", "completed 1, concluded"], hidden: 1 },
  "ten watchers of one execution": {
    seen: [{ seen: ["ready 0", "running 0", "running 1", "completed 2, concluded"] }],
    most: 1,
    few: true,
  },
  "one of two watchers ends": {
    one: true,
    two: { seen: ["ready 0", "running 0", "completed 1, concluded"] },
  },
  "a wait to the end": {
    seen: ["ready 0", "running 0", "completed 1, concluded"],
    value: "completed 1, concluded",
  },
  "a wait until there is some output": { seen: ["ready 0", "running 0", "running 1"], value: "running 1" },
  "a wait that is too long": {
    seen: ["ready 0"],
    error: {
      name: "TimeoutError",
      code: "timeout",
      outcome: "accepted",
      retryable: true,
      execution: "ready 0",
    },
  },
  "a failed run is a result": { seen: ["ready 0", "running 0", "failed 0"], value: "failed 0" },
  "a failed run is an error where it is to be one": {
    seen: ["ready 0", "running 0", "Failed 0"],
    error: {
      name: "ExecutionFailedError",
      code: "execution_failed",
      outcome: "accepted",
      retryable: false,
      execution: "Failed 0",
    },
  },
  "canceled is cancelled": {
    seen: ["ready 0", "canceled 0"],
    error: {
      name: "ExecutionFailedError",
      code: "execution_failed",
      outcome: "accepted",
      retryable: false,
      execution: "canceled 0",
    },
  },
  "an onUpdate that throws": {
    seen: ["ready 0"],
    error: { name: "its own", message: "Error: no longer shown" },
  },
  run: {
    seen: ["ready 0", "running 0", "completed 1, concluded"],
    value: "completed 1, concluded",
    creates: 1,
  },
  "a run that is lost sight of": {
    seen: ["ready 0"],
    error: {
      name: "ServerError",
      code: "server",
      status: 502,
      outcome: "accepted",
      retryable: false,
      execution: "ready 0",
    },
    creates: 1,
  },
  "a run that takes too long": {
    seen: ["ready 0"],
    error: {
      name: "TimeoutError",
      code: "timeout",
      outcome: "accepted",
      retryable: false,
      execution: "ready 0",
    },
    creates: 1,
  },
  "a run that fails": {
    seen: ["ready 0", "running 0", "failed 0"],
    error: {
      name: "ExecutionFailedError",
      code: "execution_failed",
      outcome: "accepted",
      retryable: false,
      execution: "failed 0",
    },
    creates: 1,
  },
  "a run whose start is lost": {
    seen: [],
    error: { name: "ServerError", code: "server", status: 502, outcome: "unknown", retryable: false },
    creates: 1,
  },
  "asked for values": {
    seen: ["ready 0", "input_required 0", "running 0", "completed 1, concluded"],
    asked: [["runtime_input", true, "input_required 0"]],
    answers: [
      {
        operation: "inbox.updateRuntimeInput",
        body: { is_submitted: true, values: { city: "Pune" }, agent_id: "an agent" },
        status: 200,
      },
    ],
  },
  "asked to approve a preview": {
    seen: ["ready 0", "input_required 0", "running 0", "completed 1, concluded"],
    answers: [
      {
        operation: "inbox.updatePreview",
        body: {
          is_approved: true,
          preview_input: {
            thoughts: { text: "", reasoning: "", plan: "", criticism: "", speak: "" },
            skill: { name: "Agent 1 - skill", id: "000000000000000000000000", input: { title: "Draft" } },
          },
          agent_id: "an agent",
        },
        status: 200,
      },
    ],
  },
  "asked to approve a preview, with changes": {
    seen: ["ready 0", "input_required 0", "running 0", "completed 1, concluded"],
    answers: [
      {
        operation: "inbox.updatePreview",
        body: {
          is_approved: true,
          preview_input: {
            thoughts: { text: "", reasoning: "", plan: "", criticism: "", speak: "" },
            skill: { name: "Agent 1 - skill", id: "000000000000000000000000", input: { title: "Final" } },
          },
          agent_id: "an agent",
        },
        status: 200,
      },
    ],
  },
  "asked to decide on an anomaly": {
    seen: ["ready 0", "input_required 0", "running 0", "completed 1, concluded"],
    answers: [{ operation: "inbox.updateAnomalyDetection", body: { is_approved: true }, status: 200 }],
  },
  "asked for everything in one run": {
    seen: [
      "ready 0",
      "input_required 0",
      "running 0",
      "input_required 1",
      "running 1",
      "input_required 2",
      "running 2",
      "completed 3, concluded",
    ],
    asked: ["preview", "anomaly_detection", "runtime_input"],
  },
  "asked while the status says nothing of it": { seen: ["ready 0", "running 0", "completed 1, concluded"] },
  "left open": {
    seen: ["ready 0", "input_required 0"],
    error: {
      name: "AbortError",
      code: "aborted",
      outcome: "accepted",
      retryable: false,
      execution: "input_required 0",
      cause: "not asked again",
    },
    asked: 1,
    answers: [],
  },
  "a handler that throws": {
    seen: ["ready 0", "input_required 0"],
    error: { name: "its own", message: "Error: nobody is here" },
  },
  "cancelled while a person thinks": {
    seen: ["ready 0", "input_required 0", "cancelled 0"],
    told: "to stop",
    answers: [],
  },
  "answered by somebody else first": {
    seen: ["ready 0", "input_required 0", "running 0", "completed 1, concluded"],
    errors: ["conflict"],
  },
  "an answer whose reply is lost": {
    seen: ["ready 0", "input_required 0"],
    error: {
      name: "ServerError",
      code: "server",
      status: 502,
      outcome: "unknown",
      retryable: false,
      execution: "input_required 0",
    },
    answers: 1,
  },
  "the requests of an execution, and no other's": {
    own: true,
    others: [true],
    draft: 1,
    after: 0,
    status: "running",
  },
};
