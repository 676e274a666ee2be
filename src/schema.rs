//! What the JSON of the API looks like, as constants.
//!
//! A type is declared once, with `object!`. From that one declaration come the serde struct of the Rust API, the fields
//! that the client fills in a body, and, under the cargo feature `metadata`, the schemas and the documentation from which
//! the TypeScript is generated.

/// A set of kinds of JSON values, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonTypes(pub u8);

impl JsonTypes {
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
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any kind of `other` is in this set.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The type of a JSON value: the kinds it may be, and what is inside.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// The kinds of value that are right.
    pub accepts: JsonTypes,
    /// What is inside an array or an object.
    pub inside: Contents,
    /// How the type is written in TypeScript and OpenAPI.
    #[cfg(feature = "metadata")]
    pub type_expr: TypeExpr,
}

/// What is inside a value.
#[derive(Clone, Copy, Debug)]
pub enum Contents {
    /// Nothing that is looked at.
    Unseen,
    /// Items of one type.
    Items(&'static Schema),
    /// The fields of an object.
    Fields(&'static ObjectSchema),
}

/// The fields of an object, in the order they were declared.
#[derive(Clone, Copy, Debug)]
pub struct ObjectSchema {
    /// The fields.
    pub fields: &'static [Field],
    /// The object's documentation.
    #[cfg(feature = "metadata")]
    pub doc: &'static ObjectDoc,
}

/// One field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its type.
    pub ty: Schema,
    /// What the client does with it.
    pub role: Role,
    /// Its documentation.
    #[cfg(feature = "metadata")]
    pub doc: FieldDoc,
}

/// How a type is written in a target language.
#[cfg(feature = "metadata")]
#[derive(Clone, Copy, Debug)]
pub enum TypeExpr {
    /// A word that every target language of the generators knows: `string`, `number`, `boolean`, `Json`.
    Plain(&'static str),
    /// A list of something.
    List(&'static TypeExpr),
    /// A list of something, or an envelope around one.
    ListResponse(&'static TypeExpr),
    /// An object with a name and fields.
    Object(&'static ObjectSchema),
    /// A union with a name: its documentation, and its members in TypeScript.
    Union(&'static UnionDoc),
}

/// An object's documentation.
#[cfg(feature = "metadata")]
#[derive(Clone, Copy, Debug)]
pub struct ObjectDoc {
    /// Its name in Rust and TypeScript.
    pub name: &'static str,
    /// Its documentation, in Markdown.
    pub doc: &'static str,
}

/// A field's documentation.
#[cfg(feature = "metadata")]
#[derive(Clone, Copy, Debug)]
pub struct FieldDoc {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its documentation, in Markdown.
    pub doc: &'static str,
}

/// A union's documentation.
#[cfg(feature = "metadata")]
#[derive(Clone, Copy, Debug)]
pub struct UnionDoc {
    /// Its name in Rust and TypeScript.
    pub name: &'static str,
    /// Its documentation, in Markdown.
    pub doc: &'static str,
    /// Its members as TypeScript writes them.
    pub members: &'static [&'static str],
    /// The types of the objects among its members.
    pub objects: &'static [&'static Schema],
}

/// What the client does with a field: the first word of its declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The API documentation says that it is always there.
    Required,
    /// The API documentation says that it is always there, and it may be `null`.
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

/// What the client puts into a field of a body that the caller left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// The project of the call.
    Project,
    /// The user on whose behalf executions start.
    User,
    /// The id of the same name in the path, whatever the caller gave.
    Id,
    /// `{}`
    EmptyObject,
}

/// A Rust type that stands for a type of JSON.
pub trait HasSchema {
    /// The type of JSON it stands for.
    const SCHEMA: Schema;
    /// The fields that the client fills where it is a request's body.
    const FILLS: &'static [(&'static str, Fill)] = &[];
    /// The fields without which a response is of no use to the client, and the kinds that they must be.
    const ESSENTIAL: &'static [(&'static str, JsonTypes)] = &[];
}

macro_rules! leaf {
    ($($rust:ty => $kinds:expr, $type_expr:literal;)*) => {$(
        impl HasSchema for $rust {
            const SCHEMA: Schema = Schema {
                accepts: $kinds,
                inside: Contents::Unseen,
                #[cfg(feature = "metadata")]
                type_expr: TypeExpr::Plain($type_expr),
            };
        }
    )*};
}

leaf! {
    String => JsonTypes::STRING, "string";
    bool => JsonTypes::BOOLEAN, "boolean";
    f64 => JsonTypes::NUMBER, "number";
    crate::JsonObject => JsonTypes::OBJECT, "JsonObject";
    serde_json::Value => JsonTypes::JSON, "Json";
}

impl<T: HasSchema> HasSchema for Vec<T> {
    const SCHEMA: Schema = Schema {
        accepts: JsonTypes::ARRAY,
        inside: Contents::Items(&T::SCHEMA),
        #[cfg(feature = "metadata")]
        type_expr: TypeExpr::List(&T::SCHEMA.type_expr),
    };
}

/// The type of a field in its role, used by `object!`.
#[doc(hidden)]
#[must_use]
pub const fn in_role(role: Role, mut ty: Schema) -> Schema {
    ty.accepts = match role {
        Role::Required | Role::Essential | Role::User | Role::Project | Role::Id => ty.accepts,
        Role::Nullable => ty.accepts.union(JsonTypes::NULL),
        Role::Nullish => ty.accepts.union(JsonTypes::NULL).union(JsonTypes::ABSENT),
        Role::Optional | Role::Empty => ty.accepts.union(JsonTypes::ABSENT),
    };
    ty
}

/// Reads a field that the client itself does not rely on: one that is not what the API documentation says takes its
/// default, since an execution that was paid for must not be lost to it.
#[doc(hidden)]
pub fn deserialize_or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default + serde::de::DeserializeOwned,
{
    let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

/// Declares an object of the API: its serde struct, its [`ObjectSchema`] and its documentation.
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

        impl crate::schema::HasSchema for $name {
            const FILLS: &'static [(&'static str, crate::schema::Fill)] =
                object!(@fills [] $({ $role $field [$($wire)?] })*);
            const ESSENTIAL: &'static [(&'static str, crate::schema::JsonTypes)] =
                object!(@essential [] $({ $role $field [$($wire)?] ($ty) })*);
            const SCHEMA: crate::schema::Schema = {
                #[cfg(feature = "metadata")]
                static DOC: crate::schema::ObjectDoc = crate::schema::ObjectDoc {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),*),
                };
                static SHAPE: crate::schema::ObjectSchema = crate::schema::ObjectSchema {
                    fields: &[$(crate::schema::Field {
                        ty: crate::schema::in_role(
                            object!(@role $role),
                            <$ty as crate::schema::HasSchema>::SCHEMA,
                        ),
                        role: object!(@role $role),
                        #[cfg(feature = "metadata")]
                        doc: crate::schema::FieldDoc {
                            name: object!(@wire $field $($wire)?),
                            doc: concat!($($field_doc, "\n"),*),
                        },
                    }),*],
                    #[cfg(feature = "metadata")]
                    doc: &DOC,
                };
                crate::schema::Schema {
                    accepts: crate::schema::JsonTypes::OBJECT,
                    inside: crate::schema::Contents::Fields(&SHAPE),
                    #[cfg(feature = "metadata")]
                    type_expr: crate::schema::TypeExpr::Object(&SHAPE),
                }
            };
        }
    )*};

    (@fills [$($done:tt)*]) => { &[$($done)*] };
    (@fills [$($done:tt)*] { project $field:ident [$($wire:literal)?] } $($rest:tt)*) => {
        object!(@fills [$($done)* (object!(@wire $field $($wire)?), crate::schema::Fill::Project),] $($rest)*)
    };
    (@fills [$($done:tt)*] { user $field:ident [$($wire:literal)?] } $($rest:tt)*) => {
        object!(@fills [$($done)* (object!(@wire $field $($wire)?), crate::schema::Fill::User),] $($rest)*)
    };
    (@fills [$($done:tt)*] { id $field:ident [$($wire:literal)?] } $($rest:tt)*) => {
        object!(@fills [$($done)* (object!(@wire $field $($wire)?), crate::schema::Fill::Id),] $($rest)*)
    };
    (@fills [$($done:tt)*] { empty $field:ident [$($wire:literal)?] } $($rest:tt)*) => {
        object!(@fills [$($done)* (object!(@wire $field $($wire)?), crate::schema::Fill::EmptyObject),] $($rest)*)
    };
    (@fills $done:tt $other:tt $($rest:tt)*) => { object!(@fills $done $($rest)*) };

    (@essential [$($done:tt)*]) => { &[$($done)*] };
    (@essential [$($done:tt)*] { essential $field:ident [$($wire:literal)?] ($ty:ty) } $($rest:tt)*) => {
        object!(@essential [
            $($done)* (object!(@wire $field $($wire)?), <$ty as crate::schema::HasSchema>::SCHEMA.accepts),
        ] $($rest)*)
    };
    (@essential $done:tt $other:tt $($rest:tt)*) => { object!(@essential $done $($rest)*) };

    (@wire $field:ident) => { stringify!($field) };
    (@wire $field:ident $wire:literal) => { $wire };

    (@role required) => { crate::schema::Role::Required };
    (@role nullable) => { crate::schema::Role::Nullable };
    (@role optional) => { crate::schema::Role::Optional };
    (@role essential) => { crate::schema::Role::Essential };
    (@role nullish) => { crate::schema::Role::Nullish };
    (@role project) => { crate::schema::Role::Project };
    (@role user) => { crate::schema::Role::User };
    (@role id) => { crate::schema::Role::Id };
    (@role empty) => { crate::schema::Role::Empty };

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
            #[serde(default, deserialize_with = "crate::schema::deserialize_or_default")]
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
            #[serde(default, deserialize_with = "crate::schema::deserialize_or_default")]
            $(#[serde(rename = $wire)])?
            pub $field: $ty,
        ] $($rest)*);
    };
    (@struct $head:tt [$($done:tt)*]
        { $(#[doc = $doc:literal])* nullable $field:ident [$($wire:literal)?] ($ty:ty) } $($rest:tt)*
    ) => {
        object!(@struct $head [$($done)*
            $(#[doc = $doc])*
            #[serde(default, deserialize_with = "crate::schema::deserialize_or_default")]
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
            #[serde(default, deserialize_with = "crate::schema::deserialize_or_default", skip_serializing_if = "Option::is_none")]
            $(#[serde(rename = $wire)])?
            pub $field: Option<$ty>,
        ] $($rest)*);
    };
}
pub(crate) use object;
