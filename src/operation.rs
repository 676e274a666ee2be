//! What an operation is: a row of a table, not a function of its own.

#[cfg(feature = "metadata")]
use crate::metadata::OperationDoc;
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

impl Method {
    /// The method of that number, in the order in which they are declared; POST for any other.
    #[cfg(any(test, feature = "npm"))]
    pub(crate) const fn numbered(number: u8) -> Self {
        match number {
            0 => Self::GET,
            2 => Self::PUT,
            3 => Self::PATCH,
            4 => Self::DELETE,
            _ => Self::POST,
        }
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
    /// The idempotency of that number, in the order in which they are declared; any other is what must happen once.
    #[cfg(any(test, feature = "npm"))]
    pub(crate) const fn numbered(number: u8) -> Self {
        match number {
            0 => Self::Safe,
            1 => Self::Idempotent,
            _ => Self::NonIdempotent,
        }
    }
}

/// One operation of the API.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its name: `executions.create`. In the npm package the names are in the JavaScript.
    #[cfg(any(feature = "metadata", feature = "client"))]
    pub name: &'static str,
    /// Its HTTP method.
    pub method: Method,
    /// Its path. A `{placeholder}` takes the next of the caller's ids, or the project where it is so named. After
    /// `?` come the names that the project goes by in the query; one with a `?` of its own is sent when it is known.
    pub path: &'static str,
    /// What repeating it can do.
    pub idempotency: Idempotency,
    /// The query's names and types.
    pub query: Option<&'static Schema>,
    /// The body's type.
    pub body: Option<&'static Schema>,
    /// The reply's type.
    pub reply: &'static Schema,
    /// Its documentation, and how its list is read page by page.
    #[cfg(feature = "metadata")]
    pub doc: OperationDoc,
}

/// The operations of one resource of the client.
#[cfg(any(test, feature = "npm", feature = "metadata"))]
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
            $(
                pub(crate) static $name: crate::operation::Operation = crate::operation::Operation {
                    #[cfg(any(feature = "metadata", feature = "client"))]
                    name: concat!($resource_name, ".", stringify!($name)),
                    method: crate::operation::Method::$method,
                    path: $path,
                    idempotency: crate::operation::Idempotency::$idempotency,
                    query: operations!(@part query $($part ($given))*),
                    body: operations!(@part body $($part ($given))*),
                    reply: &<$reply as crate::schema::HasSchema>::SCHEMA,
                    #[cfg(feature = "metadata")]
                    doc: crate::metadata::OperationDoc {
                        doc: concat!($($doc, "\n"),*),
                        pages: operations!(@pages $($style $item)?),
                    },
                };
            )*
        }

        /// This file's resource, as data.
        #[cfg(any(test, feature = "npm", feature = "metadata"))]
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
    (@part $wanted:ident) => { None };
    (@part query query ($given:ty) $($rest:tt)*) => { Some(&<$given as crate::schema::HasSchema>::SCHEMA) };
    (@part body body ($given:ty) $($rest:tt)*) => { Some(&<$given as crate::schema::HasSchema>::SCHEMA) };
    (@part $wanted:ident $other:ident ($given:ty) $($rest:tt)*) => {
        operations!(@part $wanted $($rest)*)
    };
}
pub(crate) use operations;
