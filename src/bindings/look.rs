//! JavaScript values, as the typed look sees them: one crossing of the boundary for each object, and one for each field
//! that there is something to say of.

use super::imports;
use crate::schema::{JsonTypes, ObjectSchema};
use crate::validate::JsonView;

/// A value of the call under way, by its place in the list that JavaScript keeps.
///
/// What is taken out of a value is put at the place after it, where it stays until something else is taken out of the
/// same value: enough for a walk, and nothing has to be let go of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value(pub(super) u32);

// The places where the call's values begin: `PROJECT` and so on in npm/drive.ts.
pub(super) const PROJECT: Value = Value(0);
pub(super) const USER: Value = Value(1);
pub(super) const EMPTY: Value = Value(2);
/// Each of these has room for what is taken out of it.
pub(super) const IDS: Value = Value(3);
pub(super) const QUERY: Value = Value(5);
/// The body of the request, then of the reply: from here on there is room for the deepest walk.
pub(super) const BODY: Value = Value(8);

/// Text that JavaScript has made ready, of so many bytes; none for a negative length.
pub(super) fn ready(length: i32) -> Option<String> {
    let mut bytes = vec![0; usize::try_from(length).ok()?];
    imports::take(bytes.as_mut_ptr());
    // SAFETY: `take` has filled the bytes with what TextEncoder made, which is UTF-8.
    #[allow(unsafe_code)]
    Some(unsafe { String::from_utf8_unchecked(bytes) })
}

impl Value {
    /// Appends it to the query under that name: a string as it is, anything else as JSON. False where that cannot be:
    /// the value is then what was thrown.
    pub(super) fn pair(self, name: &'static str) -> bool {
        imports::pair(name.as_ptr(), name.len(), self.0)
    }

    /// Sets the field at `index` of `shape`.
    pub(super) fn set_field(self, shape: &ObjectSchema, index: usize, value: Self) {
        imports::set_field(self.0, shape.number, index as u32, value.0);
    }
}

impl JsonView for Value {
    fn kind(&self) -> JsonTypes {
        JsonTypes(imports::kind(self.0))
    }

    fn field_kind(&self, shape: &'static ObjectSchema, index: usize) -> JsonTypes {
        JsonTypes(imports::field_kind(self.0, shape.number, index as u32))
    }

    fn next_field(&self, shape: &'static ObjectSchema, from: usize) -> Option<(usize, JsonTypes)> {
        let found = imports::next_field(self.0, shape.number, from as u32);
        // Both in one number: after the last field there is none.
        u32::try_from(found).ok().map(|found| ((found >> 8) as usize, JsonTypes(found as u8)))
    }

    fn field(&self, shape: &'static ObjectSchema, index: usize) -> Self {
        imports::field(self.0, shape.number, index as u32);
        Self(self.0 + 1)
    }

    fn count(&self) -> u32 {
        imports::length(self.0)
    }

    fn item(&self, index: u32) -> (Self, JsonTypes) {
        let kind = imports::item(self.0, index);
        (Self(self.0 + 1), JsonTypes(kind))
    }

    fn get(&self, name: &str) -> Self {
        imports::named(self.0, name.as_ptr(), name.len());
        Self(self.0 + 1)
    }

    fn text(&self) -> Option<String> {
        ready(imports::text(self.0))
    }

    fn number(&self) -> Option<f64> {
        Some(imports::number(self.0)).filter(|number| !number.is_nan())
    }
}
