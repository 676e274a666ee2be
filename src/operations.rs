//! The operations of the API: one file per group, its rows and the types it takes and gives.

pub mod executions;

#[cfg(feature = "npm")]
mod other;
#[cfg(feature = "describe")]
pub mod unpublished;

#[cfg(any(feature = "npm", feature = "describe"))]
use crate::operation::Group;
#[cfg(feature = "npm")]
use crate::operation::Operation;

/// Every group of the client, in the order of the generated tables.
#[cfg(any(feature = "npm", feature = "describe"))]
pub(crate) static GROUPS: &[&Group] = &[&executions::GROUP];

/// The operation of a number: those of the groups in order, then the requests that are no operation.
#[cfg(feature = "npm")]
pub(crate) fn at(number: usize) -> &'static Operation {
    let mut operations = GROUPS.iter().flat_map(|group| group.operations);
    operations.nth(number).copied().unwrap_or_else(|| other::at(number))
}

/// Every group of the client, for the generators.
#[cfg(feature = "describe")]
#[must_use]
pub fn groups() -> &'static [&'static Group] {
    GROUPS
}
