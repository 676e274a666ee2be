//! The typed look at a JSON value.
//!
//! A value is walked along its [`Schema`], and each mismatch is reported with its path. The value itself is
//! neither copied nor changed: what the server sent is what the caller gets. The walk is written against
//! [`JsonView`], so that native tests run it over `serde_json` values, and the npm package over JavaScript's own.

#[cfg(any(test, feature = "client"))]
mod json;

use crate::schema::{Contents, JsonTypes, ObjectSchema, Role, Schema};
use crate::text::{beginning, push_number};

/// What the walk needs to see of a value.
pub trait JsonView: Sized {
    /// The kind of the value itself.
    fn kind(&self) -> JsonTypes;
    /// The kind of the field at `index` of `shape`.
    fn field_kind(&self, shape: &'static ObjectSchema, index: usize) -> JsonTypes;
    /// The first field of `shape` from `from` on that is not as its type says, or that there is something to look at
    /// inside of, and its kind.
    fn next_field(&self, shape: &'static ObjectSchema, from: usize) -> Option<(usize, JsonTypes)> {
        let fields = shape.fields.iter().enumerate().skip(from);
        let mut found = fields.map(|(index, field)| (index, field, self.field_kind(shape, index)));
        found.find(|(_, field, kind)| field.ty.needs_visit(*kind)).map(|(index, _, kind)| (index, kind))
    }
    /// The field at `index` of `shape`.
    fn field(&self, shape: &'static ObjectSchema, index: usize) -> Self;
    /// The number of items.
    fn count(&self) -> u32;
    /// The item at `index`, and its kind.
    fn item(&self, index: u32) -> (Self, JsonTypes);
    /// The field of a name that no shape has.
    fn get(&self, name: &str) -> Self;
    /// The text of a string.
    fn text(&self) -> Option<String>;
    /// The value of a number.
    fn number(&self) -> Option<f64>;
}

/// Where a value differs from its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where: `agentflow.agents[0].llm`; empty for the value itself.
    pub path: String,
    /// What the type accepts.
    pub expected: JsonTypes,
    /// What is there.
    pub found: JsonTypes,
    /// Whether the client itself relies on the field.
    pub essential: bool,
}

impl Mismatch {
    /// The mismatch in words: `expected string, found null`.
    #[must_use]
    pub fn words(&self) -> String {
        self.expected.mismatch_message(self.found)
    }

    /// What is wrong with the reply that it was found in.
    #[must_use]
    pub fn complaint(&self) -> String {
        let mut text = beginning("the reply is not what the documents say: ");
        text.push_str(&self.path);
        if !self.path.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&self.words());
        text
    }
}

/// How closely a value is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValidationLevel {
    /// Only the fields that the client itself relies on, and only at the top.
    Essential,
    /// Every field that the type knows.
    Whole,
}

/// How deep types may nest before the walk stops looking: the documented types go six deep, and a server's
/// tree of any depth must not exhaust the stack.
const DEEPEST: u32 = 64;

/// Walks `value` along `ty` and hands each mismatch to `report`.
pub fn validate<V: JsonView>(
    value: &V,
    ty: &Schema,
    depth: ValidationLevel,
    report: &mut dyn FnMut(Mismatch),
) {
    let found = value.kind();
    if ty.accepts.intersects(found) {
        Validator { depth, report }.inside(value, ty.inside, found, &Path::Top, 0);
    } else {
        // A reply of another kind is worth nothing only where the client relies on a field of it.
        let essential = match ty.inside {
            Contents::Fields(shape) => shape.fields.iter().any(|field| field.role == Role::Essential),
            _ => false,
        };
        report(Mismatch { path: String::new(), expected: ty.accepts, found, essential });
    }
}

/// A way down into the value, kept on the stack: it becomes text only when there is a mismatch to report.
enum Path<'a> {
    Top,
    Field(&'a Path<'a>, &'static ObjectSchema, usize),
    Item(&'a Path<'a>, u32),
}

impl Path<'_> {
    fn write(&self, text: &mut String) {
        match self {
            Self::Top => {}
            Self::Field(above, shape, index) => {
                above.write(text);
                if !text.is_empty() {
                    text.push_str(".");
                }
                text.push_str(shape.name(*index));
            }
            Self::Item(above, index) => {
                above.write(text);
                text.push_str("[");
                push_number(text, *index);
                text.push_str("]");
            }
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }
}

struct Validator<'r> {
    depth: ValidationLevel,
    report: &'r mut dyn FnMut(Mismatch),
}

impl Validator<'_> {
    fn inside<V: JsonView>(
        &mut self,
        value: &V,
        inside: Contents,
        found: JsonTypes,
        path: &Path<'_>,
        level: u32,
    ) {
        if level > DEEPEST {
            return;
        }
        match inside {
            Contents::Fields(shape) if found == JsonTypes::OBJECT => self.fields(value, shape, path, level),
            Contents::Items(item) if found == JsonTypes::ARRAY && self.depth == ValidationLevel::Whole => {
                for index in 0..value.count() {
                    let (one, kind) = value.item(index);
                    let path = Path::Item(path, index);
                    if item.accepts.intersects(kind) {
                        self.inside(&one, item.inside, kind, &path, level + 1);
                    } else {
                        self.differs(&path, item.accepts, kind, false);
                    }
                }
            }
            _ => {}
        }
    }

    fn fields<V: JsonView>(&mut self, value: &V, shape: &'static ObjectSchema, path: &Path<'_>, level: u32) {
        let mut from = 0;
        while let Some((index, found)) = value.next_field(shape, from) {
            let Some(field) = shape.fields.get(index) else { return };
            from = index + 1;
            // Essential is what the client relies on at the top of a reply; an execution inside a task is not.
            let essential = field.role == Role::Essential && level == 0;
            if self.depth == ValidationLevel::Essential && !essential {
                continue;
            }
            let path = Path::Field(path, shape, index);
            if field.ty.accepts.intersects(found) {
                self.inside(&value.field(shape, index), field.ty.inside, found, &path, level + 1);
            } else {
                self.differs(&path, field.ty.accepts, found, essential);
            }
        }
    }

    fn differs(&mut self, path: &Path<'_>, expected: JsonTypes, found: JsonTypes, essential: bool) {
        (self.report)(Mismatch { path: path.text(), expected, found, essential });
    }
}

#[cfg(test)]
#[path = "validate/tests.rs"]
mod tests;
