//! The operations and their types as the npm package's module carries them: packed while it is compiled, since
//! tables of references are three times as large.
//!
//! Two strings, in the order of [`GROUPS`]: the names of each shape and the path of each operation, a line each; and
//! bytes for all else. A type stands for itself but for the shapes in it, which are numbers: each comes once, before
//! what it is part of.

mod pack;

use crate::operation::{Method, Operation, Safety};
use crate::operations::other;
use crate::shape::{Field, Inside, Kinds, Role, Shape, Type};
use crate::text::cut;
use pack::{PACKED, beginning};
use std::cell::Cell;

/// Set in a type's kinds where there is something inside.
const INSIDE: u8 = 128;
/// What is inside: items, or the fields of the shape with this much less as its number.
const ITEMS: u8 = 0;
const FIELDS: u8 = 1;

const QUERY: u8 = 32;
const BODY: u8 = 64;

const METHODS: [Method; 5] = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
const SAFETIES: [Safety; 3] = [Safety::Read, Safety::Repeatable, Safety::Once];
/// The roles that make a difference to a call: all that may be left out, or be `null`, are one.
const ROLES: [Role; 7] =
    [Role::Required, Role::Optional, Role::Essential, Role::Project, Role::User, Role::Empty, Role::Id];

static BYTES: [u8; PACKED.length] = beginning(&PACKED.bytes);
static NAMES: &str = text(&beginning::<{ PACKED.names_length }>(&PACKED.names));
static PATHS: &str = text(&beginning::<{ PACKED.paths_length }>(&PACKED.paths));

const fn text(bytes: &'static [u8]) -> &'static str {
    match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// What is left to unpack.
struct Unpacker {
    bytes: core::slice::Iter<'static, u8>,
    shapes: Vec<&'static Shape>,
    /// Two bytes for each field of each shape: what it may be, with [`INSIDE`]; and the number of the shape that it
    /// or its items are of, with [`FIELDS`] added, or what its items may be, with [`INSIDE`], or 0.
    kinds: Vec<u8>,
}

impl Unpacker {
    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or_default()
    }

    fn shape(&mut self, names: &'static str) {
        let count = self.byte();
        let mut fields = Vec::new();
        for _ in 0..count {
            let role = ROLES.get(usize::from(self.byte())).copied().unwrap_or(Role::Optional);
            let ty = self.ty();
            let (accepts, inside) = code(&ty);
            self.kinds.push(accepts);
            self.kinds.push(inside);
            fields.push(Field {
                ty,
                role,
                #[cfg(feature = "describe")]
                doc: crate::describe::FieldDoc { name: "", doc: "" },
            });
        }
        self.shapes.push(Box::leak(Box::new(Shape {
            key: "",
            number: self.shapes.len() as u32,
            names,
            fields: fields.leak(),
            #[cfg(feature = "describe")]
            doc: &crate::describe::ObjectDoc { name: "", doc: "" },
        })));
    }

    fn ty(&mut self) -> Type {
        let accepts = self.byte();
        let inside = if accepts & INSIDE == 0 {
            Inside::Unseen
        } else {
            match self.byte() {
                ITEMS => Inside::Items(self.leaked()),
                number => self
                    .shapes
                    .get(usize::from(number - FIELDS))
                    .map_or(Inside::Unseen, |shape| Inside::Fields(shape)),
            }
        };
        Type {
            accepts: Kinds(accepts & !INSIDE),
            inside,
            #[cfg(feature = "describe")]
            written: crate::describe::Written::Plain(""),
        }
    }

    fn leaked(&mut self) -> &'static Type {
        Box::leak(Box::new(self.ty()))
    }

    fn operation(&mut self, path: &'static str) -> Operation {
        let first = self.byte();
        Operation {
            #[cfg(any(feature = "describe", feature = "client"))]
            name: "",
            method: METHODS.get(usize::from(first & 7)).copied().unwrap_or(Method::POST),
            path,
            safety: SAFETIES.get(usize::from(first >> 3 & 3)).copied().unwrap_or(Safety::Once),
            query: if first & QUERY == 0 { None } else { Some(self.leaked()) },
            body: if first & BODY == 0 { None } else { Some(self.leaked()) },
            reply: self.leaked(),
            #[cfg(feature = "describe")]
            doc: crate::describe::OperationDoc { doc: "", pages: None },
        }
    }
}

/// Unpacks all operations. `learn` is given the names of the shapes' fields, a line for each shape, a space after each
/// name; and for each name two bytes: see [`Unpacker::kinds`].
fn unpack(learn: impl FnOnce(&'static str, &[u8])) -> Vec<Operation> {
    let mut unpacker = Unpacker { bytes: BYTES.iter(), shapes: Vec::new(), kinds: Vec::new() };
    let mut rest = NAMES;
    while let Some((names, after)) = cut(rest, b'\n') {
        unpacker.shape(names);
        rest = after;
    }
    learn(NAMES, &unpacker.kinds);
    let mut operations = Vec::new();
    let mut rest = PATHS;
    while let Some((path, after)) = cut(rest, b'\n') {
        operations.push(unpacker.operation(path));
        rest = after;
    }
    operations
}

/// A type in two bytes: see [`Unpacker::kinds`].
pub(crate) fn code(ty: &Type) -> (u8, u8) {
    let inside = match ty.inside {
        Inside::Unseen => return (ty.accepts.0, 0),
        Inside::Fields(shape) => shape.number as u8 + FIELDS,
        Inside::Items(items) => match items.inside {
            Inside::Unseen => items.accepts.0 | INSIDE,
            Inside::Fields(shape) if items.accepts == Kinds::OBJECT => shape.number as u8 + FIELDS,
            _ => 0,
        },
    };
    (ty.accepts.0 | INSIDE, inside)
}

/// The operation of a number: those of the groups in order, then the requests that are no operation.
pub(crate) fn at(number: usize, learn: impl FnOnce(&'static str, &[u8])) -> Operation {
    thread_local! {
        static OPERATIONS: Cell<&'static [Operation]> = const { Cell::new(&[]) };
    }
    if OPERATIONS.get().is_empty() {
        OPERATIONS.set(unpack(learn).leak());
    }
    OPERATIONS.get().get(number).copied().unwrap_or_else(|| other::at(number))
}

#[cfg(test)]
#[path = "table/tests.rs"]
mod tests;
