//! Requests that are no operation of the table: what `request` of the npm package sends.

use crate::operation::{Method, Operation, Safety};
use crate::shape::{Inside, Kinds, Type};

/// The number of the first row, past all operations of the tables: `OTHER` in npm/request.ts.
const FIRST: usize = 4096;

const ANYTHING: &Type = &Type {
    accepts: Kinds::JSON,
    inside: Inside::Unseen,
    #[cfg(feature = "describe")]
    written: crate::describe::Written::Plain("Json"),
};

const fn row(method: Method, safety: Safety) -> Operation {
    Operation {
        #[cfg(any(feature = "describe", feature = "client"))]
        name: "request",
        method,
        path: "",
        safety,
        query: Some(ANYTHING),
        body: Some(ANYTHING),
        reply: ANYTHING,
        #[cfg(feature = "describe")]
        doc: crate::describe::OperationDoc { doc: "", pages: None },
    }
}

const fn rows(method: Method) -> [Operation; 3] {
    [row(method, Safety::Read), row(method, Safety::Repeatable), row(method, Safety::Once)]
}

static ROWS: [[Operation; 3]; 5] =
    [rows(Method::GET), rows(Method::POST), rows(Method::PUT), rows(Method::PATCH), rows(Method::DELETE)];

/// The row for a method and a safety. Anything unknown is what must happen once.
pub(crate) fn at(number: usize) -> &'static Operation {
    static UNKNOWN: Operation = row(Method::POST, Safety::Once);
    let index = number.wrapping_sub(FIRST);
    ROWS.get(index / 3).and_then(|rows| rows.get(index % 3)).unwrap_or(&UNKNOWN)
}
