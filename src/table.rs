//! The operations and their types as the npm package's module carries them: packed while it is compiled, since
//! tables of references are three times as large.
//!
//! Two texts, in the order of [`RESOURCES`](crate::resources::RESOURCES): the names of each shape and the path of each
//! operation, a line each; and two pairs of bytes for all else. A type is a pair: the kinds it accepts, and what is
//! inside; so is what an operation is. Shapes are numbers: each comes once, before what it is part of.

mod pack;

use crate::operation::{Idempotency, Method, Operation};
use crate::resources::other;
use crate::schema::{Contents, Field, JsonTypes, ObjectSchema, Role, Schema};
use crate::text::{pieces, words};
use pack::{PACKED, beginning};
use std::cell::Cell;

/// A type: the kinds that it accepts, with [`INSIDE`] where something is inside; and what that is. That is the number of
/// a shape and 1: the shape of the value, or that of its items where the value may be a list; or, with [`INSIDE`], the
/// kinds that the items may be. A field with nothing inside has its role there, if it is one that [`role`] knows.
///
/// JavaScript reads the pairs of the fields as they are: `learn` in `src/bindings/imports.js`.
pub(crate) type Pair = [u8; 2];

const INSIDE: u8 = 128;

/// In the second byte of what an operation is, besides the number of its idempotency; the first is that of its method.
const QUERY: u8 = 4;
const BODY: u8 = 8;

static FIELDS: [Pair; PACKED.fields.length] = beginning(&PACKED.fields.pairs);
static OPERATIONS: [Pair; PACKED.operations.length] = beginning(&PACKED.operations.pairs);
static NAMES: &str = text(&beginning::<u8, { PACKED.names.length }>(&PACKED.names.bytes));
static PATHS: &str = text(&beginning::<u8, { PACKED.paths.length }>(&PACKED.paths.bytes));

const fn text(bytes: &'static [u8]) -> &'static str {
    match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// What is left to unpack, and the shapes that are unpacked.
struct Unpacker {
    pairs: core::slice::Iter<'static, Pair>,
    shapes: Vec<&'static ObjectSchema>,
}

impl Unpacker {
    fn pair(&mut self) -> Pair {
        self.pairs.next().copied().unwrap_or_default()
    }

    fn shape(&mut self, names: &'static str) {
        let mut fields = Vec::new();
        for _ in words(names) {
            let pair = self.pair();
            fields.push(Field {
                ty: self.ty(pair),
                role: role(pair),
                #[cfg(feature = "metadata")]
                doc: crate::metadata::FieldDoc { name: "", doc: "" },
            });
        }
        self.shapes.push(Box::leak(Box::new(ObjectSchema {
            key: "",
            number: self.shapes.len() as u32,
            names,
            fields: fields.leak(),
            #[cfg(feature = "metadata")]
            doc: &crate::metadata::ObjectDoc { name: "", doc: "" },
        })));
    }

    fn ty(&self, [accepts, inside]: Pair) -> Schema {
        let accepts_inside = JsonTypes(accepts & !INSIDE);
        let inside = if accepts & INSIDE == 0 {
            Contents::Unseen
        } else if inside & INSIDE != 0 {
            Contents::Items(leaked(plain(JsonTypes(inside & !INSIDE), Contents::Unseen)))
        } else {
            let shape = self.shapes.get(usize::from(inside) - 1);
            let fields = shape.map_or(Contents::Unseen, |shape| Contents::Fields(shape));
            if accepts_inside.intersects(JsonTypes::ARRAY) {
                Contents::Items(leaked(plain(JsonTypes::OBJECT, fields)))
            } else {
                fields
            }
        };
        plain(accepts_inside, inside)
    }

    fn leaked(&mut self) -> &'static Schema {
        let pair = self.pair();
        leaked(self.ty(pair))
    }

    fn operation(&mut self, path: &'static str) -> Operation {
        let [method, how] = self.pair();
        Operation {
            #[cfg(any(feature = "metadata", feature = "client"))]
            name: "",
            method: Method::numbered(method),
            path,
            idempotency: Idempotency::numbered(how & 3),
            query: if how & QUERY == 0 { None } else { Some(self.leaked()) },
            body: if how & BODY == 0 { None } else { Some(self.leaked()) },
            reply: self.leaked(),
            #[cfg(feature = "metadata")]
            doc: crate::metadata::OperationDoc { doc: "", pages: None },
        }
    }
}

fn plain(accepts: JsonTypes, inside: Contents) -> Schema {
    Schema {
        accepts,
        inside,
        #[cfg(feature = "metadata")]
        type_expr: crate::metadata::TypeExpr::Plain(""),
    }
}

fn leaked(ty: Schema) -> &'static Schema {
    Box::leak(Box::new(ty))
}

/// The role of a field. To a call it makes no difference whether one may be `null`.
const fn role([accepts, inside]: Pair) -> Role {
    match inside {
        _ if accepts & INSIDE != 0 => {}
        4 => return Role::Essential,
        5 => return Role::Project,
        6 => return Role::User,
        7 => return Role::Empty,
        8 => return Role::Id,
        _ => {}
    }
    if JsonTypes(accepts).intersects(JsonTypes::ABSENT) { Role::Optional } else { Role::Required }
}

/// Unpacks all operations. `learn` is given the names of the shapes' fields, a line for each shape, a space after each
/// name; and for each name a [`Pair`].
fn unpack(learn: impl FnOnce(&'static str, &[u8])) -> Vec<Operation> {
    learn(NAMES, FIELDS.as_flattened());
    let mut unpacker = Unpacker { pairs: FIELDS.iter(), shapes: Vec::new() };
    for names in pieces(NAMES, b'\n') {
        unpacker.shape(names);
    }
    unpacker.pairs = OPERATIONS.iter();
    let mut operations = Vec::new();
    for path in pieces(PATHS, b'\n') {
        operations.push(unpacker.operation(path));
    }
    operations
}

/// The pair of a type that was unpacked.
pub(crate) fn pair(ty: &Schema) -> Pair {
    let (inside, accepts) = match ty.inside {
        Contents::Items(items) => (items.inside, items.accepts.0 | INSIDE),
        inside => (inside, 0),
    };
    let inside = match inside {
        Contents::Fields(shape) => shape.number as u8 + 1,
        Contents::Unseen if accepts == 0 => return [ty.accepts.0, 0],
        _ => accepts,
    };
    [ty.accepts.0 | INSIDE, inside]
}

/// The operation of a number: those of the resources in order, then the requests that are no operation.
pub(crate) fn at(number: usize, learn: impl FnOnce(&'static str, &[u8])) -> Operation {
    thread_local! {
        static UNPACKED: Cell<&'static [Operation]> = const { Cell::new(&[]) };
    }
    if UNPACKED.get().is_empty() {
        UNPACKED.set(unpack(learn).leak());
    }
    UNPACKED.get().get(number).copied().unwrap_or_else(|| other::at(number))
}

#[cfg(test)]
#[path = "table/tests.rs"]
mod tests;
