//! The types of requests and replies, as TypeScript interfaces.

use super::comment;
use crate::Failure;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use wexa_executeflow::operation::Resource;
use wexa_executeflow::schema::{ObjectSchema, Role};
use wexa_executeflow::schema::{TypeExpr, UnionDoc};

/// What `TypeExpr::ListResponse` is written as.
const LIST_RESPONSE: &str = "\
/** A list as the server gives it: an array, or an envelope around one. `for await` over the call goes past the form. */
export type ListResponse<T> = T[] | { data?: T[]; [field: string]: unknown };

";

/// A module with every type that an operation takes or gives, each once.
pub fn types(resources: &[&Resource]) -> Result<String, Failure> {
    let mut writer = Writer { text: LIST_RESPONSE.into(), ..Writer::default() };
    for operation in resources.iter().flat_map(|resource| resource.operations) {
        let types = [operation.query, operation.body, Some(operation.response)];
        for ty in types.into_iter().flatten() {
            writer.reach(ty.type_expr)?;
        }
        if let Some((_, item)) = operation.doc.pages {
            writer.reach(item)?;
        }
    }
    Ok(writer.text)
}

/// How a type is written where it is used.
pub fn name(type_expr: TypeExpr) -> String {
    match type_expr {
        TypeExpr::Plain("Json") => "unknown".into(),
        TypeExpr::Plain("JsonObject") => "Record<string, unknown>".into(),
        TypeExpr::Plain(word) => word.into(),
        TypeExpr::List(item) => match *item {
            TypeExpr::Union(_) | TypeExpr::Plain("string" | "number" | "boolean") | TypeExpr::Object(_) => {
                format!("{}[]", name(*item))
            }
            _ => format!("Array<{}>", name(*item)),
        },
        TypeExpr::ListResponse(item) => format!("ListResponse<{}>", name(*item)),
        TypeExpr::Object(shape) => shape.doc.name.into(),
        TypeExpr::Union(union) => union.name.into(),
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    written: BTreeSet<&'static str>,
}

impl Writer {
    /// Writes a type, and after it those that its fields need.
    fn reach(&mut self, type_expr: TypeExpr) -> Result<(), Failure> {
        match type_expr {
            TypeExpr::Plain(_) => Ok(()),
            TypeExpr::List(item) | TypeExpr::ListResponse(item) => self.reach(*item),
            TypeExpr::Object(shape) => self.object(shape),
            TypeExpr::Union(union) => self.union(union),
        }
    }

    fn object(&mut self, shape: &'static ObjectSchema) -> Result<(), Failure> {
        if !self.written.insert(shape.doc.name) {
            return Ok(());
        }
        writeln!(self.text, "{}export interface {} {{", comment(shape.doc.doc, 0), shape.doc.name)?;
        for field in shape.fields {
            let ty = name(field.ty.type_expr);
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
        shape.fields.iter().try_for_each(|field| self.reach(field.ty.type_expr))
    }

    fn union(&mut self, union: &'static UnionDoc) -> Result<(), Failure> {
        if !self.written.insert(union.name) {
            return Ok(());
        }
        let members = union.members.join(" | ");
        write!(self.text, "{}export type {} = {members};\n\n", comment(union.doc, 0), union.name)?;
        union.objects.iter().try_for_each(|object| self.reach(object.type_expr))
    }
}
