//! Requests that are no operation of the table: what `request` of the npm package sends.

use crate::operation::{Idempotency, Method, Operation};
use crate::schema::{Contents, JsonTypes, Schema};

/// The number of the first row, past all operations of the tables: `OTHER` in npm/request.ts.
const FIRST: usize = 4096;

const ANYTHING: &Schema = &Schema {
    accepts: JsonTypes::JSON,
    inside: Contents::Unseen,
    #[cfg(feature = "metadata")]
    type_expr: crate::metadata::TypeExpr::Plain("Json"),
};

/// The operation for a method and an idempotency. Anything unknown is what must happen once.
pub(crate) fn at(number: usize) -> Operation {
    let index = number.wrapping_sub(FIRST);
    Operation {
        #[cfg(any(feature = "metadata", feature = "client"))]
        name: "request",
        method: Method::numbered(u8::try_from(index / 3).unwrap_or(u8::MAX)),
        path: "",
        idempotency: Idempotency::numbered((index % 3) as u8),
        query: Some(ANYTHING),
        body: Some(ANYTHING),
        reply: ANYTHING,
        #[cfg(feature = "metadata")]
        doc: crate::metadata::OperationDoc { doc: "", pages: None },
    }
}
