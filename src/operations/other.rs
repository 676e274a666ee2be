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

/// The operation for a method and a safety. Anything unknown is what must happen once.
pub(crate) fn at(number: usize) -> Operation {
    use Method::{DELETE, GET, PATCH, POST, PUT};
    let index = number.wrapping_sub(FIRST);
    Operation {
        #[cfg(any(feature = "describe", feature = "client"))]
        name: "request",
        method: [GET, POST, PUT, PATCH, DELETE].get(index / 3).copied().unwrap_or(POST),
        path: "",
        safety: [Safety::Read, Safety::Repeatable].get(index % 3).copied().unwrap_or(Safety::Once),
        query: Some(ANYTHING),
        body: Some(ANYTHING),
        reply: ANYTHING,
        #[cfg(feature = "describe")]
        doc: crate::describe::OperationDoc { doc: "", pages: None },
    }
}
