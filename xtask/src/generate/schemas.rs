//! The schemas of requests and responses as data, for npm/core/validate.ts: the type of each field as text.

use crate::Failure;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use wexa_executeflow::operation::Resource;
use wexa_executeflow::schema::{Contents, JsonTypes, ObjectSchema, Role, Schema};

const HEAD: &str = "\
import type { OperationName } from \"./routes.ts\";

/** The types of what an operation sends and of what the server answers, in the notation of `SCHEMAS`. */
export interface OperationSchemas {
  /** The type of the body; absent where the operation has none. */
  readonly body?: string;
  /** The type of the query; absent where the operation has none. */
  readonly query?: string;
  /** The type of the response. */
  readonly response: string;
}

/**
 * The object schemas by name: the type of each field, in the order of the API documentation.
 *
 * A type is one or more of these words, with `|` between them: `string`, `number`, `boolean`, `null`, `object` and `array`
 * (their contents are not checked), `json` (any JSON value), the name of a schema; `[]` after a word makes it the type of
 * an array's items. `?` at the end: the field may be absent. `!` at the end: the client relies on the field, where it is
 * at the top of a response.
 */
export const SCHEMAS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
";

/// A module with every object schema that an operation needs, and the schemas of each operation.
pub fn schemas(resources: &[&Resource], names: &[String]) -> Result<String, Failure> {
    let mut writer = Writer { text: HEAD.into(), ..Writer::default() };
    let mut rows = String::new();
    for (operation, name) in resources.iter().flat_map(|resource| resource.operations).zip(names) {
        let parts =
            [("body", operation.body), ("query", operation.query), ("response", Some(operation.response))];
        let mut row = Vec::new();
        for (part, schema) in parts {
            let Some(schema) = schema else { continue };
            writer.reach(schema)?;
            row.push(format!("{part}: \"{}\"", type_text(schema)?));
        }
        writeln!(rows, "  {name}: {{ {} }},", row.join(", "))?;
    }
    Ok(format!(
        "{}}};\n\n/** The schemas of each operation. */\n\
        export const OPERATIONS: Readonly<Record<OperationName, OperationSchemas>> = {{\n{rows}}};\n",
        writer.text
    ))
}

#[derive(Default)]
struct Writer {
    text: String,
    written: BTreeSet<&'static str>,
}

impl Writer {
    /// Writes the object schema in `schema`, if there is one, and after it those that its fields need.
    fn reach(&mut self, schema: &Schema) -> Result<(), Failure> {
        match schema.inside {
            Contents::Unseen => Ok(()),
            Contents::Items(item) => self.reach(item),
            Contents::Fields(object) => self.object(object),
        }
    }

    fn object(&mut self, object: &'static ObjectSchema) -> Result<(), Failure> {
        if !self.written.insert(object.doc.name) {
            return Ok(());
        }
        writeln!(self.text, "  {}: {{", object.doc.name)?;
        for field in object.fields {
            let essential = if field.role == Role::Essential { "!" } else { "" };
            let name = field.doc.name;
            let is_word = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
                && !name.starts_with(|first: char| first.is_ascii_digit());
            let quote = if is_word { "" } else { "\"" };
            writeln!(self.text, "    {quote}{name}{quote}: \"{}{essential}\",", type_text(&field.ty)?)?;
        }
        self.text.push_str("  },\n");
        object.fields.iter().try_for_each(|field| self.reach(&field.ty))
    }
}

/// The text of a type, without the mark of an essential field.
fn type_text(schema: &Schema) -> Result<String, Failure> {
    let accepts = schema.accepts;
    let mut words = Vec::new();
    if accepts.0 & JsonTypes::JSON.0 == JsonTypes::JSON.0 {
        words.push("json".to_owned());
    } else {
        let plain =
            [(JsonTypes::STRING, "string"), (JsonTypes::NUMBER, "number"), (JsonTypes::BOOLEAN, "boolean")];
        words.extend(
            plain.iter().filter(|(kind, _)| accepts.intersects(*kind)).map(|(_, word)| (*word).into()),
        );
        if accepts.intersects(JsonTypes::ARRAY) {
            words.push(match schema.inside {
                Contents::Items(item) => items_text(item)?,
                _ => "array".into(),
            });
        }
        if accepts.intersects(JsonTypes::OBJECT) {
            words.push(match schema.inside {
                Contents::Fields(object) => object.doc.name.into(),
                _ => "object".into(),
            });
        }
        if accepts.intersects(JsonTypes::NULL) {
            words.push("null".into());
        }
    }
    let absent = if accepts.intersects(JsonTypes::ABSENT) { "?" } else { "" };
    Ok(words.join("|") + absent)
}

fn items_text(item: &Schema) -> Result<String, Failure> {
    let text = type_text(item)?;
    if text.contains(['|', '?']) {
        return Err(format!("the notation of schemas has no way to write an array of {text}").into());
    }
    Ok(text + "[]")
}
