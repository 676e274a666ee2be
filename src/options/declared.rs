//! All options, of a client and of its calls, as data: declared here once. `cargo xtask generate` makes the
//! TypeScript types and the table by which npm/core/options.ts checks what it is given.

pub use super::declaration::{OptionDeclaration, Scope, Takes};

const OPTION: OptionDeclaration = OptionDeclaration {
    name: "",
    scope: Scope::Client,
    takes: Takes::Own,
    typescript: "",
    unit: "",
    default: "",
    doc: "",
    call_doc: "",
};

/// The words of `validate`, from the least to the most.
pub const VALIDATE: &[&str] = &["off", "warn", "strict"];

/// The words of `logLevel`, from the least to the most.
pub const LOG_LEVELS: &[&str] = &["off", "error", "warn", "info", "debug"];

/// All options, in the order of the documentation.
pub const OPTIONS: &[OptionDeclaration] = &[
    OptionDeclaration {
        name: "apiKey",
        typescript: "ApiKey",
        doc: "The API key, sent in the header `x-api-key` and nowhere else.\n\n\
            A function is called for each attempt, so that a key can be rotated. `null` sends none, for a proxy that \
            adds the key. Each attempt that changes something then has a UUID in `x-wexa-attempt`, by which the proxy \
            recognizes a request that a browser sends again by itself. A proxy of another make at another origin has to \
            allow that header, or remove it with `headers: { \"x-wexa-attempt\": null }`.",
        ..OPTION
    },
    OptionDeclaration {
        name: "projectID",
        scope: Scope::Both,
        takes: Takes::Text,
        typescript: "string",
        doc: "The project of the calls: a 24-hex id.",
        call_doc: "The project of the call: a 24-hex id.",
        ..OPTION
    },
    OptionDeclaration {
        name: "executedBy",
        takes: Takes::Text,
        typescript: "string",
        doc: "The user on whose behalf executions start: a 24-hex id.",
        ..OPTION
    },
    OptionDeclaration {
        name: "baseUrl",
        typescript: "string",
        default: "\"https://api.wexa.ai\"",
        doc: "The API's address. Relative to the page where there is one.",
        ..OPTION
    },
    OptionDeclaration {
        name: "fetch",
        takes: Takes::Function,
        typescript: "typeof globalThis.fetch",
        doc: "What sends the requests. By default it is the global `fetch`, looked up for each attempt.",
        ..OPTION
    },
    OptionDeclaration {
        name: "fetchOptions",
        takes: Takes::Object,
        typescript: "Record<string, unknown>",
        doc: "Added to the init of each fetch: `{ cf: … }`, `{ next: … }`, `{ credentials: … }`.",
        ..OPTION
    },
    OptionDeclaration {
        name: "headers",
        scope: Scope::Both,
        takes: Takes::Object,
        typescript: "Record<string, string | null>",
        doc: "Headers added to each request; `null` removes a default one.",
        call_doc: "Headers added to the request; `null` removes one of the client's.",
        ..OPTION
    },
    OptionDeclaration {
        name: "timeout",
        scope: Scope::Both,
        takes: Takes::Positive,
        typescript: "number",
        unit: "milliseconds",
        default: "30_000",
        doc: "How long each attempt may take, its response's body included.",
        call_doc: "How long each attempt may take.",
    },
    OptionDeclaration {
        name: "totalTimeout",
        scope: Scope::Both,
        takes: Takes::Positive,
        typescript: "number",
        unit: "milliseconds",
        default: "Number.POSITIVE_INFINITY",
        doc: "How long a whole call may take, all its attempts and pauses included.",
        call_doc: "How long the whole call may take.",
    },
    OptionDeclaration {
        name: "maxRetries",
        scope: Scope::Both,
        takes: Takes::Count,
        typescript: "number",
        default: "2",
        doc: "How often a call is sent again, where that cannot start a second execution.",
        call_doc: "How often the call is sent again.",
        ..OPTION
    },
    OptionDeclaration {
        name: "retryDelay",
        takes: Takes::Object,
        typescript: "{ initial?: number | undefined; max?: number | undefined }",
        unit: "milliseconds",
        default: "{ initial: 500, max: 8_000 }",
        doc: "The pauses between attempts: they double from `initial` to `max`, with full jitter.",
        ..OPTION
    },
    OptionDeclaration {
        name: "maxRetryAfter",
        takes: Takes::Positive,
        typescript: "number",
        unit: "milliseconds",
        default: "60_000",
        doc: "The longest pause that a server may ask for. A longer one ends the call.",
        ..OPTION
    },
    OptionDeclaration {
        name: "maxResponseBytes",
        takes: Takes::Positive,
        typescript: "number",
        unit: "bytes",
        default: "67_108_864",
        doc: "The largest response that is read.",
        ..OPTION
    },
    OptionDeclaration {
        name: "validate",
        scope: Scope::Both,
        takes: Takes::OneOf(VALIDATE),
        typescript: "Validate",
        default: "\"warn\"",
        doc: "What happens when a response differs from the API documentation.\n\n\
            `\"warn\"` tells the logger, once for each field; `\"strict\"` rejects; `\"off\"` checks only what the client \
            itself relies on.",
        call_doc: "What happens when the response differs from the API documentation.",
        ..OPTION
    },
    OptionDeclaration {
        name: "logger",
        takes: Takes::Own,
        typescript: "Logger",
        default: "console",
        doc: "Where the client reports what it does.",
        ..OPTION
    },
    OptionDeclaration {
        name: "logLevel",
        takes: Takes::OneOf(LOG_LEVELS),
        typescript: "LogLevel",
        default: "\"warn\"",
        doc: "How much it reports.",
        ..OPTION
    },
    OptionDeclaration {
        name: "dangerouslyAllowBrowser",
        takes: Takes::Flag,
        typescript: "boolean",
        default: "false",
        doc: "Allows a key in a page, where everyone who opens the page can read it.",
        ..OPTION
    },
    OptionDeclaration {
        name: "signal",
        scope: Scope::Call,
        typescript: "AbortSignal",
        doc: "Ends the call.",
        ..OPTION
    },
    OptionDeclaration {
        name: "onUnknown",
        scope: Scope::Create,
        takes: Takes::OneOf(&["throw", "reconcile"]),
        typescript: "\"throw\" | \"reconcile\"",
        default: "\"throw\"",
        doc: "What to do when it is unknown whether the execution has started (`outcome: \"unknown\"`).\n\n\
            `\"reconcile\"` searches the project's executions for the one that this call has started: up to three times, \
            the last time about 9 seconds later, since it may show up late. If exactly one can be it, the call resolves to \
            that one. Otherwise the call rejects as it would have, with the error's `candidates`. Nothing is ever sent a \
            second time. Executions that another process starts with the same request at the same time cannot be told \
            apart.",
        ..OPTION
    },
    OptionDeclaration {
        name: "concurrency",
        scope: Scope::CreateMany,
        typescript: "number",
        default: "6",
        doc: "How many creates are on their way at once, at most: by default what a browser opens to one host of HTTP/1.1.",
        ..OPTION
    },
    OptionDeclaration {
        name: "ratePerSecond",
        scope: Scope::CreateMany,
        takes: Takes::Positive,
        typescript: "number",
        default: "Number.POSITIVE_INFINITY",
        doc: "How many creates are sent in a second, at most, evenly spaced.",
        ..OPTION
    },
    OptionDeclaration {
        name: "onResult",
        scope: Scope::CreateMany,
        takes: Takes::Function,
        typescript: "(result: CreateManyResult) => void",
        doc: "Told of each result as soon as there is one, in no order, also of those that come after the loop was left. \
            What it throws ends the loop, as what the iterable throws does.",
        ..OPTION
    },
    OptionDeclaration {
        name: "totalTimeout",
        scope: Scope::Watch,
        takes: Takes::Positive,
        typescript: "number",
        unit: "milliseconds",
        default: "Number.POSITIVE_INFINITY",
        doc: "How long the whole watch may take. The client's own `totalTimeout` is for each of its requests.",
        ..OPTION
    },
    OptionDeclaration {
        name: "interval",
        scope: Scope::Watch,
        takes: Takes::Positive,
        typescript: "number",
        unit: "milliseconds",
        default: "1000",
        doc: "The wait before the next poll after something has changed.",
        ..OPTION
    },
    OptionDeclaration {
        name: "maxInterval",
        scope: Scope::Watch,
        takes: Takes::Positive,
        typescript: "number",
        unit: "milliseconds",
        default: "10_000",
        doc: "The longest wait while nothing changes: after two polls without a change each wait is half as long again as \
            the one before. A `retry-after` of the server counts instead, up to the client's `maxRetryAfter`.",
        ..OPTION
    },
    OptionDeclaration {
        name: "maxErrors",
        scope: Scope::Watch,
        takes: Takes::Count,
        typescript: "number",
        default: "5",
        doc: "How many polls in a row may fail, each with its own retries, before the watch fails as well.",
        ..OPTION
    },
    OptionDeclaration {
        name: "pauseWhenHidden",
        scope: Scope::Watch,
        takes: Takes::Flag,
        typescript: "boolean",
        default: "false",
        doc: "Does not poll while the page is hidden (`document.visibilityState`), and polls at once when it is shown.",
        ..OPTION
    },
    OptionDeclaration {
        name: "onError",
        scope: Scope::Watch,
        takes: Takes::Function,
        typescript: "(error: WexaError, failuresInARow: number) => void",
        doc: "Told of each poll that failed and will be repeated: which one it is in a row, counted from 1.",
        ..OPTION
    },
    OptionDeclaration {
        name: "onRuntimeInput",
        scope: Scope::Watch,
        takes: Takes::Function,
        typescript: "(request: RuntimeInputItem, context: HandlerContext) => HandlerResult<Record<string, unknown>>",
        doc: "Answers a request for values: those it gives are submitted, by name, and the execution goes on.\n\n\
            The inbox is read only where a handler is given, when the execution says that it waits or shows nothing new. \
            A watch hands each request to its handler once. What a handler throws ends the watch with it.",
        ..OPTION
    },
    OptionDeclaration {
        name: "onPreview",
        scope: Scope::Watch,
        takes: Takes::Function,
        typescript: "(request: PreviewItem, context: HandlerContext) => HandlerResult<boolean | InboxPreviewInput>",
        doc: "Approves a preview: as it is (`true`), or as what it gives, the `preview_input` with changes. `false` leaves it \
            open: no way to refuse one is documented.",
        ..OPTION
    },
    OptionDeclaration {
        name: "onAnomaly",
        scope: Scope::Watch,
        takes: Takes::Function,
        typescript: "(request: AnomalyItem, context: HandlerContext) => HandlerResult<boolean>",
        doc: "Decides on an anomaly. What `false` does is not documented.",
        ..OPTION
    },
    OptionDeclaration {
        name: "until",
        scope: Scope::Wait,
        takes: Takes::Function,
        typescript: "(execution: Execution) => boolean | Promise<boolean>",
        doc: "Ends the wait before the execution has ended, with the first execution that it is true of.",
        ..OPTION
    },
    OptionDeclaration {
        name: "onUpdate",
        scope: Scope::Wait,
        takes: Takes::Function,
        typescript: "(execution: Execution) => void | Promise<void>",
        doc: "Told of each change, the first execution included; what it throws ends the wait. A promise of it is waited \
            for.",
        ..OPTION
    },
    OptionDeclaration {
        name: "failOn",
        scope: Scope::Wait,
        typescript: "readonly ExecutionStatus[]",
        doc: "The statuses that reject with an `ExecutionFailedError`: `[\"failed\", \"cancelled\"]`. By default every end of \
            an execution is a result. Compared without regard to case; `cancelled` is also `canceled`.",
        ..OPTION
    },
    OptionDeclaration {
        name: "body",
        scope: Scope::Raw,
        typescript: "unknown",
        doc: "The body, sent as JSON.",
        ..OPTION
    },
    OptionDeclaration {
        name: "query",
        scope: Scope::Raw,
        typescript: "Record<string, unknown>",
        doc: "Names and values of the query. An array is its name once for each of its items.",
        ..OPTION
    },
    OptionDeclaration {
        name: "idempotent",
        scope: Scope::Raw,
        takes: Takes::Flag,
        typescript: "boolean",
        doc: "Whether sending the request twice is the same as sending it once: by default, whether it is a GET. Then it is \
            sent again where that may help; else only if it was certainly refused or never sent.",
        ..OPTION
    },
];
