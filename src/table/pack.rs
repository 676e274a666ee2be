//! Packs the table: all of it happens while the module is compiled.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is out of bounds, or panics, does not compile"
)]

use super::{BODY, INSIDE, Pair, QUERY};
use crate::operation::Operation;
use crate::resources::RESOURCES;
use crate::schema::{Contents, Field, JsonTypes, ObjectSchema, Role, Schema};

pub(super) struct Lines {
    pub(super) bytes: [u8; 16384],
    pub(super) length: usize,
}

impl Lines {
    const EMPTY: Self = Self { bytes: [0; 16384], length: 0 };

    const fn push(&mut self, line: &str) {
        let line = line.as_bytes();
        let mut index = 0;
        while index < line.len() {
            self.bytes[self.length] = line[index];
            self.length += 1;
            index += 1;
        }
        self.bytes[self.length] = b'\n';
        self.length += 1;
    }
}

pub(super) struct Pairs {
    pub(super) pairs: [Pair; 2048],
    pub(super) length: usize,
}

impl Pairs {
    const EMPTY: Self = Self { pairs: [[0; 2]; 2048], length: 0 };

    const fn push(&mut self, pair: Pair) {
        self.pairs[self.length] = pair;
        self.length += 1;
    }
}

pub(super) struct Packer {
    pub(super) fields: Pairs,
    pub(super) operations: Pairs,
    pub(super) names: Lines,
    pub(super) paths: Lines,
    shapes: [Option<&'static ObjectSchema>; INSIDE as usize - 1],
    count: usize,
}

impl Packer {
    /// The number of a shape, which comes once, after those in it.
    const fn shape(&mut self, shape: &'static ObjectSchema) -> u8 {
        let mut number = 0;
        while number < self.count {
            if let Some(known) = self.shapes[number]
                && same(known.key.as_bytes(), shape.key.as_bytes())
            {
                return number as u8;
            }
            number += 1;
        }
        let fields = shape.fields;
        let mut index = 0;
        while index < fields.len() {
            self.ty(&fields[index].ty);
            index += 1;
        }
        index = 0;
        while index < fields.len() {
            let pair = self.field(&fields[index]);
            self.fields.push(pair);
            index += 1;
        }
        self.names.push(shape.names);
        self.shapes[self.count] = Some(shape);
        self.count += 1;
        self.count as u8 - 1
    }

    const fn field(&mut self, field: &Field) -> Pair {
        let [accepts, inside] = self.ty(&field.ty);
        match field.role {
            Role::Required | Role::Nullable | Role::Optional | Role::Nullish => [accepts, inside],
            _ if inside != 0 => panic!("a field with a role of its own has nothing inside"),
            role => [accepts, role as u8],
        }
    }

    /// A type, after the shapes in it.
    const fn ty(&mut self, ty: &Schema) -> Pair {
        let (JsonTypes(accepts), lists) = (ty.accepts, ty.accepts.intersects(JsonTypes::ARRAY));
        match ty.inside {
            Contents::Unseen => [accepts, 0],
            Contents::Fields(shape) if !lists => [accepts | INSIDE, self.shape(shape) + 1],
            Contents::Items(Schema { accepts: items, inside: Contents::Unseen, .. }) if lists => {
                [accepts | INSIDE, items.0 | INSIDE]
            }
            Contents::Items(Schema {
                accepts: JsonTypes::OBJECT, inside: Contents::Fields(shape), ..
            }) if lists => [accepts | INSIDE, self.shape(shape) + 1],
            _ => panic!(
                "two bytes do not tell a list of lists, of objects or null, or of what may be an object itself"
            ),
        }
    }

    const fn operation(&mut self, operation: &Operation) {
        let Operation { query, body, .. } = operation;
        let mut how = operation.idempotency as u8;
        how |= if query.is_some() { QUERY } else { 0 };
        how |= if body.is_some() { BODY } else { 0 };
        self.operations.push([operation.method as u8, how]);
        if let Some(ty) = query {
            let ty = self.ty(ty);
            self.operations.push(ty);
        }
        if let Some(ty) = body {
            let ty = self.ty(ty);
            self.operations.push(ty);
        }
        let ty = self.ty(operation.reply);
        self.operations.push(ty);
        self.paths.push(operation.path);
    }
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    one.len() == other.len()
}

pub(super) const fn beginning<T: Copy, const LENGTH: usize>(of: &[T]) -> [T; LENGTH] {
    let mut beginning = [of[0]; LENGTH];
    let mut index = 0;
    while index < LENGTH {
        beginning[index] = of[index];
        index += 1;
    }
    beginning
}

pub(super) const PACKED: Packer = {
    let mut packer = Packer {
        fields: Pairs::EMPTY,
        operations: Pairs::EMPTY,
        names: Lines::EMPTY,
        paths: Lines::EMPTY,
        shapes: [None; INSIDE as usize - 1],
        count: 0,
    };
    let mut resource = 0;
    while resource < RESOURCES.len() {
        let operations = RESOURCES[resource].operations;
        let mut index = 0;
        while index < operations.len() {
            packer.operation(operations[index]);
            index += 1;
        }
        resource += 1;
    }
    packer
};
