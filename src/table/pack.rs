//! Packs the table: all of it happens while the module is compiled.
#![allow(clippy::indexing_slicing, reason = "what is out of bounds does not compile")]

use super::{BODY, FIELDS, INSIDE, ITEMS, QUERY};
use crate::operation::Operation;
use crate::operations::GROUPS;
use crate::shape::{Inside, Role, Shape, Type};

pub(super) struct Packer {
    pub(super) bytes: [u8; 4096],
    pub(super) length: usize,
    pub(super) names: [u8; 16384],
    pub(super) names_length: usize,
    pub(super) paths: [u8; 8192],
    pub(super) paths_length: usize,
    shapes: [Option<&'static Shape>; 254],
    count: usize,
}

impl Packer {
    const fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.length += 1;
    }

    /// The number of a shape, which comes once, after those in it.
    const fn shape(&mut self, shape: &'static Shape) -> u8 {
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
            self.inside(&fields[index].ty);
            index += 1;
        }
        self.push(fields.len() as u8);
        index = 0;
        while index < fields.len() {
            self.push(match fields[index].role {
                Role::Required => 0,
                Role::Nullable | Role::Optional | Role::Nullish => 1,
                Role::Essential => 2,
                Role::Project => 3,
                Role::User => 4,
                Role::Empty => 5,
                Role::Id => 6,
            });
            self.ty(&fields[index].ty);
            index += 1;
        }
        self.names_length = line(&mut self.names, self.names_length, shape.names);
        self.shapes[self.count] = Some(shape);
        self.count += 1;
        self.count as u8 - 1
    }

    /// Packs the shapes in a type.
    const fn inside(&mut self, ty: &Type) {
        match ty.inside {
            Inside::Unseen => {}
            Inside::Items(item) => self.inside(item),
            Inside::Fields(shape) => {
                self.shape(shape);
            }
        }
    }

    const fn ty(&mut self, ty: &Type) {
        match ty.inside {
            Inside::Unseen => self.push(ty.accepts.0),
            Inside::Items(item) => {
                self.push(ty.accepts.0 | INSIDE);
                self.push(ITEMS);
                self.ty(item);
            }
            Inside::Fields(shape) => {
                self.push(ty.accepts.0 | INSIDE);
                let number = self.shape(shape);
                self.push(number + FIELDS);
            }
        }
    }

    /// Packs the shapes of an operation.
    const fn shapes(&mut self, operation: &Operation) {
        if let Some(ty) = operation.query {
            self.inside(ty);
        }
        if let Some(ty) = operation.body {
            self.inside(ty);
        }
        self.inside(operation.reply);
    }

    const fn operation(&mut self, operation: &Operation) {
        let Operation { query, body, .. } = operation;
        let mut first = operation.method as u8 | (operation.safety as u8) << 3;
        first |= if query.is_some() { QUERY } else { 0 };
        first |= if body.is_some() { BODY } else { 0 };
        self.push(first);
        if let Some(ty) = query {
            self.ty(ty);
        }
        if let Some(ty) = body {
            self.ty(ty);
        }
        self.ty(operation.reply);
        self.paths_length = line(&mut self.paths, self.paths_length, operation.path);
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

/// Appends a line, and gives the new length.
const fn line(into: &mut [u8], length: usize, text: &str) -> usize {
    let text = text.as_bytes();
    let mut index = 0;
    while index < text.len() {
        into[length + index] = text[index];
        index += 1;
    }
    into[length + index] = b'\n';
    length + index + 1
}

pub(super) const fn beginning<const LENGTH: usize>(of: &[u8]) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    let mut index = 0;
    while index < LENGTH {
        bytes[index] = of[index];
        index += 1;
    }
    bytes
}

pub(super) const PACKED: Packer = {
    let mut packer = Packer {
        bytes: [0; 4096],
        length: 0,
        names: [0; 16384],
        names_length: 0,
        paths: [0; 8192],
        paths_length: 0,
        shapes: [None; 254],
        count: 0,
    };
    let mut pass = 0;
    while pass < 2 {
        let mut group = 0;
        while group < GROUPS.len() {
            let operations = GROUPS[group].operations;
            let mut index = 0;
            while index < operations.len() {
                if pass == 0 {
                    packer.shapes(operations[index]);
                } else {
                    packer.operation(operations[index]);
                }
                index += 1;
            }
            group += 1;
        }
        pass += 1;
    }
    packer
};
