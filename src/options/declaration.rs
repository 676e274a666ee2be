//! What the declaration of an option says: [`declared`](super::declared) has them all.

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
    /// To `executions.createMany`.
    CreateMany,
    /// To `executions.watch`.
    Watch,
    /// To `executions.wait`.
    Wait,
    /// To `request`.
    Raw,
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
