//! The typed look at a JSON value.
//!
//! A value is walked along its [`Type`], and each difference is reported with its path. The value itself is
//! neither copied nor changed: what the server sent is what the caller gets. The walk is written against
//! [`Look`], so that native tests run it over `serde_json` values, and the npm package over JavaScript's own.

#[cfg(any(test, feature = "client"))]
mod json;

use crate::shape::{Inside, Kinds, Role, Shape, Type};
use crate::text::{beginning, push_number};

/// What the walk needs to see of a value.
pub trait Look: Sized {
    /// The kind of the value itself.
    fn kind(&self) -> Kinds;
    /// The kind of the field at `index` of `shape`.
    fn field_kind(&self, shape: &'static Shape, index: usize) -> Kinds;
    /// The first field of `shape` from `from` on that is not as its type says, or that there is something to look at
    /// inside of, and its kind.
    fn next_field(&self, shape: &'static Shape, from: usize) -> Option<(usize, Kinds)> {
        let fields = shape.fields.iter().enumerate().skip(from);
        let mut found = fields.map(|(index, field)| (index, field, self.field_kind(shape, index)));
        found.find(|(_, field, kind)| field.ty.wants(*kind)).map(|(index, _, kind)| (index, kind))
    }
    /// The field at `index` of `shape`.
    fn field(&self, shape: &'static Shape, index: usize) -> Self;
    /// The number of items.
    fn count(&self) -> u32;
    /// The item at `index`, and its kind.
    fn item(&self, index: u32) -> (Self, Kinds);
    /// The field of a name that no shape has.
    fn named(&self, name: &str) -> Self;
    /// The text of a string.
    fn text(&self) -> Option<String>;
    /// The value of a number.
    fn number(&self) -> Option<f64>;
}

/// Where a value differs from its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where: `agentflow.agents[0].llm`; empty for the value itself.
    pub path: String,
    /// What the type accepts.
    pub expected: Kinds,
    /// What is there.
    pub found: Kinds,
    /// Whether the client itself relies on the field.
    pub essential: bool,
}

impl Difference {
    /// The difference in words: `expected string, found null`.
    #[must_use]
    pub fn words(&self) -> String {
        self.expected.not(self.found)
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
pub enum Depth {
    /// Only the fields that the client itself relies on, and only at the top.
    Essential,
    /// Every field that the type knows.
    Whole,
}

/// How deep types may nest before the walk stops looking: the documented types go six deep, and a server's
/// tree of any depth must not exhaust the stack.
const DEEPEST: u32 = 64;

/// Walks `value` along `ty` and hands each difference to `report`.
pub fn check<V: Look>(value: &V, ty: &Type, depth: Depth, report: &mut dyn FnMut(Difference)) {
    let found = value.kind();
    if ty.accepts.meets(found) {
        Walk { depth, report }.inside(value, ty.inside, found, &Path::Top, 0);
    } else {
        // A reply of another kind is worth nothing only where the client relies on a field of it.
        let essential = match ty.inside {
            Inside::Fields(shape) => shape.fields.iter().any(|field| field.role == Role::Essential),
            _ => false,
        };
        report(Difference { path: String::new(), expected: ty.accepts, found, essential });
    }
}

/// A way down into the value, kept on the stack: it becomes text only when there is a difference to report.
enum Path<'a> {
    Top,
    Field(&'a Path<'a>, &'static Shape, usize),
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

struct Walk<'r> {
    depth: Depth,
    report: &'r mut dyn FnMut(Difference),
}

impl Walk<'_> {
    fn inside<V: Look>(&mut self, value: &V, inside: Inside, found: Kinds, path: &Path<'_>, level: u32) {
        if level > DEEPEST {
            return;
        }
        match inside {
            Inside::Fields(shape) if found == Kinds::OBJECT => self.fields(value, shape, path, level),
            Inside::Items(item) if found == Kinds::ARRAY && self.depth == Depth::Whole => {
                for index in 0..value.count() {
                    let (one, kind) = value.item(index);
                    let path = Path::Item(path, index);
                    if item.accepts.meets(kind) {
                        self.inside(&one, item.inside, kind, &path, level + 1);
                    } else {
                        self.differs(&path, item.accepts, kind, false);
                    }
                }
            }
            _ => {}
        }
    }

    fn fields<V: Look>(&mut self, value: &V, shape: &'static Shape, path: &Path<'_>, level: u32) {
        let mut from = 0;
        while let Some((index, found)) = value.next_field(shape, from) {
            let Some(field) = shape.fields.get(index) else { return };
            from = index + 1;
            // Essential is what the client relies on at the top of a reply; an execution inside a task is not.
            let essential = field.role == Role::Essential && level == 0;
            if self.depth == Depth::Essential && !essential {
                continue;
            }
            let path = Path::Field(path, shape, index);
            if field.ty.accepts.meets(found) {
                self.inside(&value.field(shape, index), field.ty.inside, found, &path, level + 1);
            } else {
                self.differs(&path, field.ty.accepts, found, essential);
            }
        }
    }

    fn differs(&mut self, path: &Path<'_>, expected: Kinds, found: Kinds, essential: bool) {
        (self.report)(Difference { path: path.text(), expected, found, essential });
    }
}

#[cfg(test)]
#[path = "check/tests.rs"]
mod tests;
