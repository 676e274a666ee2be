//! What the JSON of the API looks like, as constants.
//!
//! A type is declared once, with `object!`. From that one declaration come the serde struct
//! of the Rust API, the [`Shape`] that [`check`](crate::check) walks on the road JavaScript takes, and, under
//! the cargo feature `describe`, the documentation from which the TypeScript is written.

use crate::text::words;

#[cfg(feature = "describe")]
use crate::describe::{FieldDoc, ObjectDoc, Written};

/// A set of kinds of JSON values, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(pub u8);

impl Kinds {
    /// The field is not there, or is JavaScript's `undefined`.
    pub const ABSENT: Self = Self(1);
    /// `null`.
    pub const NULL: Self = Self(2);
    /// `true` or `false`.
    pub const BOOLEAN: Self = Self(4);
    /// A finite number.
    pub const NUMBER: Self = Self(8);
    /// A string.
    pub const STRING: Self = Self(16);
    /// An array.
    pub const ARRAY: Self = Self(32);
    /// An object that is not an array.
    pub const OBJECT: Self = Self(64);
    /// What JSON cannot carry: a function, a symbol, a bigint, NaN, an infinity.
    pub const OTHER: Self = Self(128);
    /// Every value that JSON can carry.
    pub const JSON: Self = Self(126);

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any kind of `other` is in this set.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What is wrong with a value that is of none of these kinds: `expected string, found null`.
    #[must_use]
    pub fn not(self, found: Self) -> String {
        let mut text = String::new();
        self.tell("expected ", &mut text);
        found.tell(", found ", &mut text);
        text
    }

    /// Appends the kinds in words, as they are said after `before`: `string or null`.
    fn tell(self, before: &str, text: &mut String) {
        const WORDS: [(Kinds, &str); 8] = [
            (Kinds::BOOLEAN, "boolean"),
            (Kinds::NUMBER, "number"),
            (Kinds::STRING, "string"),
            (Kinds::ARRAY, "array"),
            (Kinds::OBJECT, "object"),
            (Kinds::NULL, "null"),
            (Kinds::OTHER, "something JSON cannot carry"),
            (Kinds::ABSENT, "nothing"),
        ];
        let mut separator = before;
        for (kind, word) in &WORDS {
            if self.meets(*kind) {
                text.push_str(separator);
                text.push_str(word);
                separator = " or ";
            }
        }
    }
}

/// The type of a JSON value: the kinds it may be, and what is inside.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// The kinds of value that are right.
    pub accepts: Kinds,
    /// What is inside an array or an object.
    pub inside: Inside,
    /// How the type is written in TypeScript and OpenAPI.
    #[cfg(feature = "describe")]
    pub written: Written,
}

impl Type {
    /// Whether a walk stops at a value of that kind: it is not right, or there is something to look at inside of it.
    #[must_use]
    pub fn wants(&self, kind: Kinds) -> bool {
        let inside = !matches!(self.inside, Inside::Unseen) && kind.meets(Kinds::OBJECT.or(Kinds::ARRAY));
        inside || !self.accepts.meets(kind)
    }
}

/// What is inside a value.
#[derive(Clone, Copy, Debug)]
pub enum Inside {
    /// Nothing that is looked at.
    Unseen,
    /// Items of one type.
    Items(&'static Type),
    /// The fields of an object.
    Fields(&'static Shape),
}

/// The fields of an object, in the order they were declared.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The object's name, which no other has.
    #[cfg(any(test, feature = "npm"))]
    pub key: &'static str,
    /// The number that JavaScript knows the shape by, in the unpacked table.
    #[cfg(any(test, feature = "npm"))]
    pub number: u32,
    /// The fields' names on the wire, each followed by a space.
    pub names: &'static str,
    /// The fields.
    pub fields: &'static [Field],
    /// The object's documentation.
    #[cfg(feature = "describe")]
    pub doc: &'static ObjectDoc,
}

impl Shape {
    /// The wire name of the field at `index`.
    #[must_use]
    pub fn name(&self, index: usize) -> &'static str {
        words(self.names).nth(index).unwrap_or_default()
    }
}

/// One field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its type.
    pub ty: Type,
    /// What the client does with it.
    pub role: Role,
    /// Its documentation.
    #[cfg(feature = "describe")]
    pub doc: FieldDoc,
}

/// What the client does with a field: the first word of its declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The documents say that it is always there.
    Required,
    /// The documents say that it is always there, and it may be `null`.
    Nullable,
    /// It may be left out.
    Optional,
    /// It may be left out, and it may be `null`.
    Nullish,
    /// A reply without it is of no use to this client.
    Essential,
    /// A request that leaves it out gets the project's id.
    Project,
    /// A request that leaves it out gets the id of the client's user.
    User,
    /// A request that leaves it out gets `{}`.
    Empty,
    /// The id of the same name in the path, repeated in the body.
    Id,
}

/// A Rust type that stands for a type of JSON.
pub trait Json {
    /// The type of JSON it stands for.
    const TYPE: Type;
}

macro_rules! leaf {
    ($($rust:ty => $kinds:expr, $written:literal;)*) => {$(
        impl Json for $rust {
            const TYPE: Type = Type {
                accepts: $kinds,
                inside: Inside::Unseen,
                #[cfg(feature = "describe")]
                written: Written::Plain($written),
            };
        }
    )*};
}

leaf! {
    String => Kinds::STRING, "string";
    bool => Kinds::BOOLEAN, "boolean";
    f64 => Kinds::NUMBER, "number";
    crate::JsonObject => Kinds::OBJECT, "JsonObject";
    serde_json::Value => Kinds::JSON, "Json";
}

impl<T: Json> Json for Vec<T> {
    const TYPE: Type = Type {
        accepts: Kinds::ARRAY,
        inside: Inside::Items(&T::TYPE),
        #[cfg(feature = "describe")]
        written: Written::List(&T::TYPE.written),
    };
}

/// The type of a field in its role, used by `object!`.
#[doc(hidden)]
#[must_use]
pub const fn in_role(role: Role, mut ty: Type) -> Type {
    ty.accepts = match role {
        Role::Required | Role::Essential | Role::User | Role::Project | Role::Id => ty.accepts,
        Role::Nullable => ty.accepts.or(Kinds::NULL),
        Role::Nullish => ty.accepts.or(Kinds::NULL).or(Kinds::ABSENT),
        Role::Optional | Role::Empty => ty.accepts.or(Kinds::ABSENT),
    };
    ty
}

/// Reads a field that the client itself does not rely on: one that is not what the documents say takes its
/// default, since an execution that was paid for must not be lost to it.
#[doc(hidden)]
pub fn drifting<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default + serde::de::DeserializeOwned,
{
    let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

/// Declares an object of the API: its serde struct, its [`Shape`] and its documentation.
///
/// Each field is a word for its [`Role`], its Rust name (`as` its name on the wire, where that differs), and
/// its type. `nullable`, `optional`, `nullish`, `project`, `user` and `id` fields are an `Option` in the struct, `empty` ones
/// are `{}` by default.
macro_rules! object {
    ($(
        $(#[doc = $doc:literal])*
        pub struct $name:ident {
            $( $(#[doc = $field_doc:literal])* $role:ident $field:ident $(as $wire:literal)? : $ty:ty, )*
        }
    )*) => {$(
        object!(@struct [$(#[doc = $doc])* $name] [] $(
            { $(#[doc = $field_doc])* $role $field [$($wire)?] ($ty) }
        )*);

        impl crate::shape::Json for $name {
            const TYPE: crate::shape::Type = {
                #[cfg(feature = "describe")]
                static DOC: crate::describe::ObjectDoc = crate::describe::ObjectDoc {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),*),
                };
                static SHAPE: crate::shape::Shape = crate::shape::Shape {
                    #[cfg(any(test, feature = "npm"))]
                    key: stringify!($name),
                    #[cfg(any(test, feature = "npm"))]
                    number: 0,
                    names: concat!($(object!(@wire $field $($wire)?), " "),*),
                    fields: &[$(crate::shape::Field {
                        ty: crate::shape::in_role(
                            object!(@role $role),
                            <$ty as crate::shape::Json>::TYPE,
                        ),
                        role: object!(@role $role),
                        #[cfg(feature = "describe")]
                        doc: crate::describe::FieldDoc {
                            name: object!(@wire $field $($wire)?),
                            doc: concat!($($field_doc, "\n"),*),
                        },
                    }),*],
                    #[cfg(feature = "describe")]
                    doc: &DOC,
                };
                crate::shape::Type {
                    accepts: crate::shape::Kinds::OBJECT,
                    inside: crate::shape::Inside::Fields(&SHAPE),
                    #[cfg(feature = "describe")]
                    written: crate::describe::Written::Object(&SHAPE),
                }
            };
        }
    )*};

    (@wire $field:ident) => { stringify!($field) };
    (@wire $field:ident $wire:literal) => { $wire };

    (@role required) => { crate::shape::Role::Required };
    (@role nullable) => { crate::shape::Role::Nullable };
    (@role optional) => { crate::shape::Role::Optional };
    (@role essential) => { crate::shape::Role::Essential };
    (@role nullish) => { crate::shape::Role::Nullish };
    (@role project) => { crate::shape::Role::Project };
    (@role user) => { crate::shape::Role::User };
    (@role id) => { crate::shape::Role::Id };
    (@role empty) => { crate::shape::Role::Empty };

    // The struct, one field at a time: what a field's type is depends on its role.
    (@struct [$(#[doc = $doc:literal])* $name:ident] [$($done:tt)*]) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[allow(non_snake_case)]
        pub struct $name {
            $($done)*
            /// Fields that this version of the crate does not know.
            #[serde(flatten)]
            pub unknown: crate::JsonObject,
        }
    };
    (@struct $head:tt [$($done:tt)*]
        { $(#[doc = $doc:literal])* required $field:ident [$($wire:literal)?] ($ty:ty) } $($rest:tt)*
    ) => {
        object!(@struct $head [$($done)*
            $(#[doc = $doc])*
            #[serde(default, deserialize_with = "crate::shape::drifting")]
            $(#[serde(rename = $wire)])?
            pub $field: $ty,
        ] $($rest)*);
    };
    (@struct $head:tt [$($done:tt)*]
        { $(#[doc = $doc:literal])* essential $field:ident [$($wire:literal)?] ($ty:ty) } $($rest:tt)*
    ) => {
        object!(@struct $head [$($done)*
            $(#[doc = $doc])* $(#[serde(rename = $wire)])? pub $field: $ty,
        ] $($rest)*);
    };
    (@struct $head:tt [$($done:tt)*]
        { $(#[doc = $doc:literal])* empty $field:ident [$($wire:literal)?] ($ty:ty) } $($rest:tt)*
    ) => {
        object!(@struct $head [$($done)*
            $(#[doc = $doc])*
            #[serde(default, deserialize_with = "crate::shape::drifting")]
            $(#[serde(rename = $wire)])?
            pub $field: $ty,
        ] $($rest)*);
    };
    (@struct $head:tt [$($done:tt)*]
        { $(#[doc = $doc:literal])* nullable $field:ident [$($wire:literal)?] ($ty:ty) } $($rest:tt)*
    ) => {
        object!(@struct $head [$($done)*
            $(#[doc = $doc])*
            #[serde(default, deserialize_with = "crate::shape::drifting")]
            $(#[serde(rename = $wire)])?
            pub $field: Option<$ty>,
        ] $($rest)*);
    };
    // optional, nullish, project, user, id: not sent when there is nothing to send.
    (@struct $head:tt [$($done:tt)*]
        { $(#[doc = $doc:literal])* $role:ident $field:ident [$($wire:literal)?] ($ty:ty) } $($rest:tt)*
    ) => {
        object!(@struct $head [$($done)*
            $(#[doc = $doc])*
            #[serde(default, deserialize_with = "crate::shape::drifting", skip_serializing_if = "Option::is_none")]
            $(#[serde(rename = $wire)])?
            pub $field: Option<$ty>,
        ] $($rest)*);
    };
}
pub(crate) use object;
