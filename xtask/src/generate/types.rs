//! The types of requests and replies, as TypeScript interfaces.

use super::comment;
use crate::Failure;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use wexa_executeflow::describe::{UnionDoc, Written};
use wexa_executeflow::operation::Group;
use wexa_executeflow::shape::{Role, Shape};

/// What `Written::Listed` is written as.
const LISTED: &str = "\
/** A list as the server gives it: an array, or an envelope around one. `for await` over the call goes past the form. */
export type Listed<T> = T[] | { data?: T[]; [field: string]: unknown };

";

/// A module with every type that an operation takes or gives, each once.
pub fn types(groups: &[&Group]) -> Result<String, Failure> {
    let mut writer = Writer { text: LISTED.into(), ..Writer::default() };
    for operation in groups.iter().flat_map(|group| group.operations) {
        let types = [operation.query, operation.body, Some(operation.reply)];
        for ty in types.into_iter().flatten() {
            writer.reach(ty.written)?;
        }
        if let Some((_, item)) = operation.doc.pages {
            writer.reach(item)?;
        }
    }
    Ok(writer.text)
}

/// How a type is written where it is used.
pub fn name(written: Written) -> String {
    match written {
        Written::Plain("Json") => "unknown".into(),
        Written::Plain("JsonObject") => "Record<string, unknown>".into(),
        Written::Plain(word) => word.into(),
        Written::List(item) => match *item {
            Written::Union(_) | Written::Plain("string" | "number" | "boolean") | Written::Object(_) => {
                format!("{}[]", name(*item))
            }
            _ => format!("Array<{}>", name(*item)),
        },
        Written::Listed(item) => format!("Listed<{}>", name(*item)),
        Written::Object(shape) => shape.doc.name.into(),
        Written::Union(union) => union.name.into(),
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    written: BTreeSet<&'static str>,
}

impl Writer {
    /// Writes a type, and after it those that its fields need.
    fn reach(&mut self, written: Written) -> Result<(), Failure> {
        match written {
            Written::Plain(_) => Ok(()),
            Written::List(item) | Written::Listed(item) => self.reach(*item),
            Written::Object(shape) => self.object(shape),
            Written::Union(union) => self.union(union),
        }
    }

    fn object(&mut self, shape: &'static Shape) -> Result<(), Failure> {
        if !self.written.insert(shape.doc.name) {
            return Ok(());
        }
        writeln!(self.text, "{}export interface {} {{", comment(shape.doc.doc, 0), shape.doc.name)?;
        for field in shape.fields {
            let ty = name(field.ty.written);
            let (mark, ty) = match field.role {
                Role::Required | Role::Essential => ("", ty),
                Role::Nullable if ty == "unknown" => ("", ty),
                Role::Nullish if ty == "unknown" => ("?", ty),
                Role::Nullish => ("?", format!("{ty} | null | undefined")),
                Role::Nullable => ("", format!("{ty} | null")),
                Role::Optional | Role::Project | Role::User | Role::Empty | Role::Id => {
                    ("?", format!("{ty} | undefined"))
                }
            };
            writeln!(self.text, "{}  {}{mark}: {ty};", comment(field.doc.doc, 2), field.doc.name)?;
        }
        self.text.push_str("}\n\n");
        shape.fields.iter().try_for_each(|field| self.reach(field.ty.written))
    }

    fn union(&mut self, union: &'static UnionDoc) -> Result<(), Failure> {
        if !self.written.insert(union.name) {
            return Ok(());
        }
        let members = union.members.join(" | ");
        write!(self.text, "{}export type {} = {members};\n\n", comment(union.doc, 0), union.name)?;
        union.objects.iter().try_for_each(|object| self.reach(object.written))
    }
}
