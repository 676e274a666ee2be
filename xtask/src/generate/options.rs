//! The options of a client and of its calls: their TypeScript types, and the tables that
//! npm/core/options.ts checks them with.

use super::comment;
use crate::Failure;
use std::fmt::Write as _;
use wexa_executeflow::options::declared::{OPTIONS, OptionDeclaration, Scope, Takes};

const HEAD: &str = "\
import type { WexaError } from \"../core/errors.ts\";
import type {
  AnomalyItem,
  CreateManyResult,
  HandlerContext,
  HandlerResult,
  PreviewItem,
  RuntimeInputItem,
} from \"../core/option-types.ts\";
import type { ApiKey, Logger, LogLevel, Validate } from \"../core/types.ts\";
import type { Execution, ExecutionStatus, InboxPreviewInput } from \"./types.ts\";

";

const CHECK: &str = "\
/** What an option takes: which check it has to pass. */
export interface OptionCheck {
  /**
   * The check: `text` that is not empty, a `positive` number, a `count` (a whole number from 0 to 100), `oneOf` the
   * words, a `flag`, a `function`, a plain `object`, or a rule of its `own`.
   */
  readonly takes: \"text\" | \"positive\" | \"count\" | \"oneOf\" | \"flag\" | \"function\" | \"object\" | \"own\";
  /** The words of `oneOf`. */
  readonly words?: readonly string[];
}

/** The checks of some options, by their names. */
export type OptionChecks = Readonly<Record<string, OptionCheck>>;

";

/// What has options of its own: what it is, its interface, its table of checks, and the scopes that are in both.
const GROUPS: &[(&str, &str, &str, &[Scope])] = &[
    ("a client", "ClientOptions", "CLIENT_OPTIONS", &[Scope::Client, Scope::Both]),
    (
        "a call: the last argument of every method",
        "RequestOptions",
        "REQUEST_OPTIONS",
        &[Scope::Both, Scope::Call],
    ),
    ("a create", "CreateOptions extends RequestOptions", "CREATE_OPTIONS", &[Scope::Create]),
    (
        "`executions.createMany`; those of a create are for each of its creates",
        "CreateManyOptions extends CreateOptions",
        "CREATE_MANY_OPTIONS",
        &[Scope::CreateMany],
    ),
    (
        "`executions.watch`; those of a call are for each of its requests",
        "WatchOptions extends RequestOptions",
        "WATCH_OPTIONS",
        &[Scope::Watch],
    ),
    ("`executions.wait`", "WaitOptions extends WatchOptions", "WAIT_OPTIONS", &[Scope::Wait]),
    (
        "`WexaClient.request`",
        "RawRequestOptions extends RequestOptions",
        "RAW_REQUEST_OPTIONS",
        &[Scope::Raw],
    ),
];

/// How long a line of a documentation comment is at most, in characters.
const WIDTH: usize = 110;

/// The module.
pub fn options() -> Result<String, Failure> {
    let mut text = String::from(HEAD);
    for (doc, head, _, scopes) in GROUPS {
        interface(&mut text, &["The options of ", doc, "."].concat(), head, scopes)?;
    }
    text.push_str(CHECK);
    for (doc, _, name, scopes) in GROUPS {
        let own = if scopes.len() > 1 { "" } else { ", beyond those of what it extends" };
        table(&mut text, &["The checks of the options of ", doc, own, "."].concat(), name, scopes)?;
    }
    text.push_str(
        "/** What an option is that nobody gives; an option that is not here has no default of its own. */\n",
    );
    text.push_str("export const DEFAULTS = {\n");
    for option in OPTIONS.iter().filter(|option| !option.default.is_empty() && option.name != "logger") {
        // The one option of a watch that a client has as well has the same default.
        if (option.scope, option.name) == (Scope::Watch, "totalTimeout") {
            continue;
        }
        writeln!(text, "  {}: {},", option.name, option.default)?;
    }
    text.push_str("} as const;\n");
    Ok(text)
}

fn interface(text: &mut String, doc: &str, head: &str, scopes: &[Scope]) -> Result<(), Failure> {
    writeln!(text, "{}export interface {head} {{", comment(doc, 0))?;
    // What both take is documented for the call where it is an option of one.
    let of_call = head == "RequestOptions";
    for option in OPTIONS.iter().filter(|option| scopes.contains(&option.scope)) {
        let (name, ty) = (option.name, option.typescript);
        text.push_str(&comment(&wrapped(&documentation(option, of_call)), 2));
        if name == "apiKey" {
            writeln!(text, "  {name}: {ty};")?;
        } else if ty == "unknown" {
            writeln!(text, "  {name}?: {ty};")?;
        } else if option.takes == Takes::Function && ty.contains("=>") {
            writeln!(text, "  {name}?: ({ty}) | undefined;")?;
        } else {
            writeln!(text, "  {name}?: {ty} | undefined;")?;
        }
    }
    text.push_str("}\n\n");
    Ok(())
}

/// Breaks the lines of a documentation comment.
fn wrapped(doc: &str) -> String {
    let mut text = String::new();
    for line in doc.lines() {
        let mut width = 0;
        for word in line.split(' ') {
            if width > 0 && width + word.chars().count() >= WIDTH {
                text.push('\n');
                width = 0;
            } else if width > 0 {
                text.push(' ');
            }
            text.push_str(word);
            width += word.chars().count() + 1;
        }
        text.push('\n');
    }
    text
}

fn documentation(option: &OptionDeclaration, of_call: bool) -> String {
    let is_both = option.scope == Scope::Both;
    let mut doc = if of_call && is_both { option.call_doc } else { option.doc }.to_owned();
    let mut tags = Vec::new();
    if !option.unit.is_empty() {
        tags.push(format!("@unit {}", option.unit));
    }
    let shows_default = !(of_call && is_both);
    if shows_default && !option.default.is_empty() {
        tags.push(format!("@default {}", option.default.replace("Number.POSITIVE_INFINITY", "Infinity")));
    }
    if !tags.is_empty() {
        let tags = tags.join(" ");
        let is_short = !doc.contains('\n') && doc.len() + tags.len() < WIDTH;
        doc.push(if is_short { ' ' } else { '\n' });
        doc.push_str(&tags);
    }
    doc
}

fn table(text: &mut String, doc: &str, name: &str, scopes: &[Scope]) -> Result<(), Failure> {
    writeln!(text, "{}export const {name} = {{", comment(doc, 0))?;
    for option in OPTIONS.iter().filter(|option| scopes.contains(&option.scope)) {
        let takes = match option.takes {
            Takes::Text => "text",
            Takes::Positive => "positive",
            Takes::Count => "count",
            Takes::OneOf(_) => "oneOf",
            Takes::Flag => "flag",
            Takes::Function => "function",
            Takes::Object => "object",
            Takes::Own => "own",
        };
        write!(text, "  {}: {{ takes: \"{takes}\"", option.name)?;
        if let Takes::OneOf(words) = option.takes {
            let words: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
            write!(text, ", words: [{}]", words.join(", "))?;
        }
        text.push_str(" },\n");
    }
    text.push_str("} as const satisfies OptionChecks;\n\n");
    Ok(())
}
