//! The options of a client, of a call and of a create, as data: declared here once. `cargo xtask generate` makes the
//! TypeScript types and the table by which npm/core/options.ts checks what it is given.

/// Where an option may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// To the client.
    Client,
    /// To the client, and to a call of it.
    Both,
    /// To a call.
    Call,
    /// To a create.
    Create,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Text that is not empty.
    Text,
    /// A number greater than 0.
    Positive,
    /// A whole number from 0 to 100.
    Count,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A function.
    Function,
    /// A plain object.
    Object,
    /// A value with a rule of its own.
    Own,
}

/// One option.
#[derive(Clone, Copy, Debug)]
pub struct OptionDeclaration {
    /// Its name.
    pub name: &'static str,
    /// Where it may be given.
    pub scope: Scope,
    /// What it takes.
    pub takes: Takes,
    /// Its type in TypeScript.
    pub typescript: &'static str,
    /// What its number counts: `milliseconds`, `bytes`.
    pub unit: &'static str,
    /// Its default: a TypeScript expression; empty where there is none.
    pub default: &'static str,
    /// Its documentation, in Markdown.
    pub doc: &'static str,
    /// What is different about it for one call, where it may be given to both.
    pub call_doc: &'static str,
}

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
];
