//! What an operation is: a row of a table, not a function of its own.

#[cfg(feature = "metadata")]
use crate::metadata::OperationDoc;
use crate::schema::Fill;
#[cfg(feature = "metadata")]
use crate::schema::Schema;

/// The method of an HTTP request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET
    GET,
    /// POST
    POST,
    /// PUT
    PUT,
    /// PATCH
    PATCH,
    /// DELETE
    DELETE,
}

impl Operation {
    /// Whether that is its name, in Rust's spelling (`tables.list_records`) or in JavaScript's (`tables.listRecords`).
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        fn letters(name: &str) -> impl Iterator<Item = u8> {
            name.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase())
        }
        letters(self.name).eq(letters(name))
    }
}

impl Method {
    /// The method of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::GET, Self::POST, Self::PUT, Self::PATCH, Self::DELETE]
            .into_iter()
            .find(|method| method.as_str() == name)
    }

    /// The method as it is sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GET => "GET",
            Self::POST => "POST",
            Self::PUT => "PUT",
            Self::PATCH => "PATCH",
            Self::DELETE => "DELETE",
        }
    }
}

/// What repeating a request can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotency {
    /// It changes nothing: repeated freely.
    Safe,
    /// Doing it twice is the same as doing it once: repeated freely.
    Idempotent,
    /// Each request that arrives does something, and may cost credits: repeated only if the server has certainly
    /// refused it, or it was certainly never sent.
    NonIdempotent,
}

impl Idempotency {
    /// That of a request that is no operation: only the caller knows whether sending it twice does harm.
    #[must_use]
    pub fn of_raw_request(method: Method, idempotent: Option<bool>) -> Self {
        match idempotent {
            None if method == Method::GET => Self::Safe,
            Some(true) => Self::Idempotent,
            None | Some(false) => Self::NonIdempotent,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Idempotent => "idempotent",
            Self::NonIdempotent => "non_idempotent",
        }
    }
}

/// One operation of the API.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its name: `executions.create`.
    pub name: &'static str,
    /// Its HTTP method.
    pub method: Method,
    /// Its path. A `{placeholder}` takes the next of the caller's ids, or the project where it is so named. After
    /// `?` come the names that the project goes by in the query; one with a `?` of its own is sent when it is known.
    pub path: &'static str,
    /// What repeating it can do.
    pub idempotency: Idempotency,
    /// Whether it takes a query.
    pub has_query: bool,
    /// Whether it takes a body.
    pub has_body: bool,
    /// The fields of the body that the client fills.
    pub fills: &'static [(&'static str, Fill)],
    /// The query's names and types.
    #[cfg(feature = "metadata")]
    pub query: Option<&'static Schema>,
    /// The body's type.
    #[cfg(feature = "metadata")]
    pub body: Option<&'static Schema>,
    /// The response's type.
    #[cfg(feature = "metadata")]
    pub response: &'static Schema,
    /// Its documentation, and how its list is read page by page.
    #[cfg(feature = "metadata")]
    pub doc: OperationDoc,
}

/// The operations of one resource of the client.
#[derive(Debug)]
pub struct Resource {
    /// The resource's name on the client.
    #[cfg(feature = "metadata")]
    pub name: &'static str,
    /// The resource's documentation.
    #[cfg(feature = "metadata")]
    pub doc: &'static str,
    /// Its operations.
    pub operations: &'static [&'static Operation],
}

/// Declares the operations of a resource: rows of the table, and the methods of the Rust API.
///
/// A row reads as a signature: `name[ids](body: Type, query: Type) -> Reply = METHOD "path", Idempotency;`, followed by
/// `, pages Style of Item` where the reply is one page of a list.
macro_rules! operations {
    (
        $(#[doc = $resource_doc:literal])*
        $resource:ident $resource_name:literal {
            $(
                $(#[doc = $doc:literal])*
                $name:ident $([$($id:ident),+])? ($($part:ident : $given:ty),*) -> $reply:ty
                    = $method:ident $path:literal, $idempotency:ident $(, pages $style:ident of $item:ty)?;
            )*
        }
    ) => {
        /// The operations of this file, as rows.
        pub(crate) mod rows {
            #![allow(non_upper_case_globals)]
            use super::*;
            // The type is read by the Rust API and by the generators alone.
            $(const _: Option<$reply> = None;)*
            $(
                pub(crate) static $name: crate::operation::Operation = crate::operation::Operation {
                    name: concat!($resource_name, ".", stringify!($name)),
                    method: crate::operation::Method::$method,
                    path: $path,
                    idempotency: crate::operation::Idempotency::$idempotency,
                    has_query: operations!(@has query $($part)*),
                    has_body: operations!(@has body $($part)*),
                    fills: operations!(@fills $($part ($given))*),
                    #[cfg(feature = "metadata")]
                    query: operations!(@part query $($part ($given))*),
                    #[cfg(feature = "metadata")]
                    body: operations!(@part body $($part ($given))*),
                    #[cfg(feature = "metadata")]
                    response: &<$reply as crate::schema::HasSchema>::SCHEMA,
                    #[cfg(feature = "metadata")]
                    doc: crate::metadata::OperationDoc {
                        doc: concat!($($doc, "\n"),*),
                        pages: operations!(@pages $($style $item)?),
                    },
                };
            )*
        }

        /// This file's resource, as data.
        pub(crate) static RESOURCE: crate::operation::Resource = crate::operation::Resource {
            #[cfg(feature = "metadata")]
            name: $resource_name,
            #[cfg(feature = "metadata")]
            doc: concat!($($resource_doc, "\n"),*),
            operations: &[$(&rows::$name),*],
        };

        $(#[doc = $resource_doc])*
        #[cfg(feature = "client")]
        #[derive(Clone, Copy, Debug)]
        pub struct $resource<'c>(pub(crate) &'c crate::client::Client);

        #[cfg(feature = "client")]
        impl $resource<'_> {
            $(
                $(#[doc = $doc])*
                ///
                /// # Errors
                ///
                /// Any failure of the call, with what became of the request: see [`Error`](crate::Error).
                pub async fn $name(
                    &self,
                    $($($id: &str,)+)?
                    $($part: &$given,)*
                ) -> Result<$reply, crate::Error> {
                    let call = crate::client::Call::of(&rows::$name) $($(.id($id))+)? $(.$part($part))*;
                    self.0.run(call).await
                }
            )*
        }
    };

    (@pages) => { None };
    (@pages $style:ident $item:ty) => {
        Some((crate::metadata::Paging::$style, <$item as crate::schema::HasSchema>::SCHEMA.type_expr))
    };
    (@has $wanted:ident) => { false };
    (@has query query $($rest:ident)*) => { true };
    (@has body body $($rest:ident)*) => { true };
    (@has $wanted:ident $other:ident $($rest:ident)*) => { operations!(@has $wanted $($rest)*) };
    (@fills) => { &[] };
    (@fills body ($given:ty) $($rest:tt)*) => { <$given as crate::schema::HasSchema>::FILLS };
    (@fills query ($given:ty) $($rest:tt)*) => { operations!(@fills $($rest)*) };
    (@part $wanted:ident) => { None };
    (@part query query ($given:ty) $($rest:tt)*) => { Some(&<$given as crate::schema::HasSchema>::SCHEMA) };
    (@part body body ($given:ty) $($rest:tt)*) => { Some(&<$given as crate::schema::HasSchema>::SCHEMA) };
    (@part $wanted:ident $other:ident ($given:ty) $($rest:tt)*) => {
        operations!(@part $wanted $($rest)*)
    };
}
pub(crate) use operations;
